namespace Mcu.Core.Codecs;

/// <summary>The video codecs that we receive and send.</summary>
public enum VideoCodec
{
    /// <summary>ITU-T H.264 | ISO/IEC 14496-10; RTP by RFC 6184.</summary>
    H264,

    /// <summary>VP8, RFC 6386; RTP by RFC 7741.</summary>
    Vp8,
}
