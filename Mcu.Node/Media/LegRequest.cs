using System.Net;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Node.Media;

/// <summary>All that the media engine must know to make a leg.</summary>
/// <param name="Site">The site's key.</param>
/// <param name="Session">What was negotiated.</param>
/// <param name="Lines">What the site sees as one continuous stream each.</param>
/// <param name="Signaling">Where the site's signalling comes from: its address as seen through NAT.</param>
/// <param name="MaxBitsPerSecond">The conference's picture rate.</param>
/// <param name="OnDigit">Takes a pressed key, on the receive loop's thread.</param>
/// <param name="OnKeyFrameByInfo">Asks for a key frame by SIP INFO, on the receive loop's thread.</param>
public sealed record LegRequest(
    string Site,
    NegotiatedSession Session,
    LegLines Lines,
    IPAddress Signaling,
    int MaxBitsPerSecond,
    Action<char> OnDigit,
    Action OnKeyFrameByInfo)
{
    /// <summary>The call's leg before this one; none: it is the first. What came encrypted counts on under the same key.</summary>
    public MediaLeg? Previous { get; init; }

    /// <summary>Whether the call was another node's: its sender's rollover counter has to be found.</summary>
    public bool IsAdopted { get; init; }
}
