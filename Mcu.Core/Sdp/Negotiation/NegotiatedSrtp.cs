using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>
/// How one medium is encrypted, both ways: plain data, with which a standby node can take the call over (same keys, new SSRC, rollover
/// counter 0). The keys last as long as the call.
/// </summary>
/// <param name="Tag">Names the line in the offer and in the answer.</param>
/// <param name="Suite">The same both ways.</param>
/// <param name="LocalKey">Protects what we send.</param>
/// <param name="RemoteKey">Protects what the peer sends.</param>
public sealed record NegotiatedSrtp(int Tag, SrtpSuite Suite, SrtpKey LocalKey, SrtpKey RemoteKey)
{
    /// <summary>The suite's numbers.</summary>
    public SrtpProfile Profile => SrtpProfile.Of(Suite);
}
