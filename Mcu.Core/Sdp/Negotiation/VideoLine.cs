using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A format of our m=video line.</summary>
/// <param name="PayloadType">Ours.</param>
/// <param name="Codec">The codec.</param>
/// <param name="H264">Our receive parameters; null for another codec.</param>
internal sealed record LocalVideoFormat(int PayloadType, VideoCodec Codec, H264Parameters? H264 = null);

/// <summary>Writes our m=video line.</summary>
internal static class VideoLine
{
    public static MediaDescription Write(
        LineFrame frame,
        VideoCapabilities capabilities,
        IReadOnlyList<LocalVideoFormat> formats,
        IEnumerable<SdpAttribute> feedback,
        bool labelAsMain)
    {
        List<string> payloadTypes = [];
        List<SdpAttribute> attributes = [];
        foreach (LocalVideoFormat format in formats)
        {
            payloadTypes.Add($"{format.PayloadType}");
            attributes.Add(new RtpMap(format.PayloadType, VideoEncodings.NameOf(format.Codec), NegotiatedVideo.ClockRate).ToAttribute());
            attributes.Add(format.H264?.ToAttribute(format.PayloadType) ?? Vp8Parameters(format.PayloadType, capabilities));
        }

        attributes.AddRange(feedback);
        if (labelAsMain)
        {
            attributes.Add(new SdpAttribute("content", "main"));
        }

        return frame.Write("video", payloadTypes, attributes, Bandwidth.ForMediaRate(capabilities.MaxBitsPerSecond));
    }

    // RFC 7741 §6.1
    private static SdpAttribute Vp8Parameters(int payloadType, VideoCapabilities capabilities) => new(
        "fmtp",
        $"{payloadType} max-fr={capabilities.MaxFramesPerSecond};max-fs={capabilities.MaxMacroblocksPerFrame}");
}
