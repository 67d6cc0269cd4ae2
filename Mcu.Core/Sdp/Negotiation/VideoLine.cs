using Mcu.Core.Codecs;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>A format of our m=video line.</summary>
/// <param name="PayloadType">Ours.</param>
/// <param name="Codec">The codec.</param>
/// <param name="H264">Our receive parameters; null for another codec.</param>
internal sealed record LocalVideoFormat(int PayloadType, VideoCodec Codec, H264Parameters? H264 = null);

/// <summary>What tells the two pictures apart.</summary>
/// <param name="Content"><c>a=content</c> (RFC 4796).</param>
/// <param name="Label"><c>a=label</c> (RFC 4574), by which floor control names the line; null: none does.</param>
internal sealed record VideoLabel(string Content, string? Label = null)
{
    /// <summary>The main picture.</summary>
    public static readonly VideoLabel Main = new("main");

    /// <summary>The slides. Digits: rooms are met that read labels as numbers.</summary>
    public static readonly VideoLabel Slides = new("slides", "12");

    public IEnumerable<SdpAttribute> ToAttributes() =>
        Label is null ? [new SdpAttribute("content", Content)] : [new SdpAttribute("content", Content), new SdpAttribute("label", Label)];
}

/// <summary>Writes our m=video line.</summary>
internal static class VideoLine
{
    public static MediaDescription Write(
        LineFrame frame,
        VideoCapabilities capabilities,
        IReadOnlyList<LocalVideoFormat> formats,
        IEnumerable<SdpAttribute> feedback,
        VideoLabel? label)
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
        attributes.AddRange(label?.ToAttributes() ?? []);

        return frame.Write("video", payloadTypes, attributes, Bandwidth.ForMediaRate(capabilities.MaxBitsPerSecond));
    }

    // RFC 7741 §6.1
    private static SdpAttribute Vp8Parameters(int payloadType, VideoCapabilities capabilities) => new(
        "fmtp",
        $"{payloadType} max-fr={capabilities.MaxFramesPerSecond};max-fs={capabilities.MaxMacroblocksPerFrame}");
}
