using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Srtp;

namespace Mcu.Node.Calls;

/// <summary>What calls are made of on this node.</summary>
/// <param name="MediaAddress">What SDP tells rooms to send to.</param>
/// <param name="Domain">The host part of our own address in calls that we make.</param>
/// <param name="AudioCodecs">Best first.</param>
/// <param name="VideoCodecs">Best first; none: sound only.</param>
/// <param name="Srtp">Whether media is encrypted, where neither conference nor site says.</param>
/// <param name="RtpTimeout">A room that sends nothing for so long is taken for lost and hung up.</param>
public sealed record CallOptions(
    IPAddress MediaAddress,
    string Domain,
    IReadOnlyList<AudioCodec> AudioCodecs,
    IReadOnlyList<VideoCodec> VideoCodecs,
    SrtpPolicy Srtp,
    TimeSpan RtpTimeout);
