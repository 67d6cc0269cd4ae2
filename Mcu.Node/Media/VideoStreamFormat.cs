using Mcu.Core.Codecs;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Node.Media;

/// <summary>What the media plane needs of the negotiated picture. Two sessions with equal formats need no new path.</summary>
/// <param name="Codec">The codec, both ways.</param>
/// <param name="ReceivePayloadTypes">Towards us.</param>
/// <param name="SendPayloadType">Towards the site.</param>
/// <param name="PacketizationMode">H.264's, towards the site.</param>
/// <param name="Feedback">RTCP feedback that both understand.</param>
/// <param name="Limit">The most that the site takes.</param>
/// <param name="MaxBitsPerSecond">The most that we send.</param>
public sealed record VideoStreamFormat(
    VideoCodec Codec,
    PayloadTypeSet ReceivePayloadTypes,
    byte SendPayloadType,
    int PacketizationMode,
    RtcpFeedback Feedback,
    EncoderLimit Limit,
    int MaxBitsPerSecond)
{
    /// <summary>Reads it out of a session, for a conference whose pictures are encoded at the rate given.</summary>
    public static VideoStreamFormat Of(NegotiatedVideo video, int conferenceBitsPerSecond)
    {
        IEnumerable<int> types = video.ReceiveFormats.Where(format => format.Codec == video.Codec).Select(format => format.PayloadType);
        return new VideoStreamFormat(
            video.Codec,
            PayloadTypeSet.Of(types),
            (byte)video.SendPayloadType,
            video.H264?.PacketizationMode ?? 1,
            video.Feedback,
            video.Limit,
            Math.Min(video.Limit.MaxBitsPerSecond, conferenceBitsPerSecond));
    }
}
