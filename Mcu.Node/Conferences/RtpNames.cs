using Mcu.Core.Codecs;

namespace Mcu.Node.Conferences;

/// <summary>Encoding names of RFC 3551 and the payload formats' RFCs, as operators know them.</summary>
public static class RtpNames
{
    /// <summary>The name of a sound codec.</summary>
    public static string Of(AudioCodec codec) => codec switch
    {
        AudioCodec.Opus => "opus",
        AudioCodec.G722 => "G722",
        AudioCodec.Pcma => "PCMA",
        _ => "PCMU",
    };

    /// <summary>The name of a picture codec.</summary>
    public static string Of(VideoCodec codec) => codec == VideoCodec.H264 ? "H264" : "VP8";
}
