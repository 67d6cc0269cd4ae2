using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip.Transactions;

/// <summary>Requests that are derived from an INVITE and share its branch.</summary>
internal static class InviteCompanions
{
    private static readonly string[] Copied = [SipHeaderNames.Route, SipHeaderNames.From, SipHeaderNames.CallId];

    /// <summary>The ACK for a final response other than 2xx (RFC 3261 §17.1.1.3).</summary>
    public static SipMessage Ack(SipMessage invite, SipMessage response) =>
        Derive(invite, SipMethods.Ack, response.Headers[SipHeaderNames.To]!);

    /// <summary>The CANCEL (RFC 3261 §9.1).</summary>
    public static SipMessage Cancel(SipMessage invite) => Derive(invite, SipMethods.Cancel, invite.Headers[SipHeaderNames.To]!);

    private static SipMessage Derive(SipMessage invite, string method, string to)
    {
        SipHeaders headers = new SipHeaders()
            .Add(SipHeaderNames.Via, invite.Via.ToString())
            .Add(SipHeaderNames.MaxForwards, "70")
            .Add(SipHeaderNames.To, to)
            .Add(SipHeaderNames.CSeq, new SipCSeq(invite.CSeq.Number, method).ToString());
        foreach (SipHeader header in invite.Headers.Items)
        {
            if (Copied.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                headers.Add(header.Name, header.Value);
            }
        }

        return SipMessage.Request(method, invite.RequestUri!, headers);
    }
}
