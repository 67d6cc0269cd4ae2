using System.Net;
using Mcu.Core.Sip.Messages;

namespace Mcu.Core.Sip;

/// <summary>An outgoing call.</summary>
/// <param name="Target">The Request-URI.</param>
/// <param name="From">Who calls; its tag is ours to add.</param>
/// <param name="Destination">Where to send it: names are resolved by the caller.</param>
/// <param name="Transport">Over what.</param>
/// <param name="Offer">The offer; null asks the peer for one.</param>
public sealed record SipInvitation(SipUri Target, NameAddress From, IPEndPoint Destination, SipTransport Transport, SipBody? Offer)
{
    /// <summary>The user part of our Contact; null for the agent's own.</summary>
    public string? ContactUser { get; init; }

    /// <summary>Headers that the INVITE carries besides the usual ones.</summary>
    public IReadOnlyList<SipHeader> Headers { get; init; } = [];
}
