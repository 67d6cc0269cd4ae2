using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;

namespace Mcu.Core.Sip;

/// <summary>An INVITE, re-INVITE or UPDATE of the peer that waits for the application's answer.</summary>
internal sealed class IncomingInvite(ServerTransaction transaction)
{
    public ServerTransaction Transaction => transaction;

    public SipMessage Request => transaction.Request;

    public bool IsUpdate => Request.Method == SipMethods.Update;

    /// <summary>Our 2xx is to make the offer.</summary>
    public bool IsLateOffer => Request.Content is null;

    /// <summary>The provisional response that waits for PRACK; null when none does.</summary>
    public ReliableProvisional? Provisional { get; set; }

    /// <summary>The last RSeq that we used (RFC 3262 §3).</summary>
    public uint LastRSeq { get; set; }

    /// <summary>The peer insists on reliable provisional responses.</summary>
    public bool NeedsReliable => Request.Headers.Lists(SipHeaderNames.Require, "100rel");
}
