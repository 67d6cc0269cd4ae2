namespace Mcu.Core.Codecs;

/// <summary>What a video encoder is to make.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Width">Columns, even.</param>
/// <param name="Height">Rows, even.</param>
/// <param name="FramesPerSecond">Frames per second, 1 to 60.</param>
/// <param name="BitsPerSecond">Target and peak rate; the rate buffer holds 40 ms of it, or one frame interval if that is longer.</param>
/// <param name="MaxSliceBytes">H.264 packetization-mode 0: the largest NAL unit in bytes; 0: one slice a picture.</param>
public sealed record VideoEncoderSettings(
    VideoCodec Codec,
    int Width,
    int Height,
    int FramesPerSecond,
    int BitsPerSecond,
    int MaxSliceBytes = 0)
{
    /// <summary>x264's preset; <c>superfast</c> where measured best (see ARCHITECTURE.md).</summary>
    public string Preset { get; init; } = "superfast";

    /// <summary>The H.264 profile; more than Baseline costs more to encode and to decode.</summary>
    public H264Profile Profile { get; init; } = H264Profile.ConstrainedBaseline;
}

/// <summary>H.264 profiles that we encode (ITU-T H.264 Annex A).</summary>
public enum H264Profile
{
    /// <summary>42C0xx: what every room decodes.</summary>
    ConstrainedBaseline,

    /// <summary>4D40xx.</summary>
    Main,

    /// <summary>6400xx.</summary>
    High,
}

/// <summary>Encodes one sequence of pictures of one size, without delay. Not thread-safe: it belongs to one loop.</summary>
public interface IVideoEncoder : IDisposable
{
    /// <summary>What it makes.</summary>
    VideoEncoderSettings Settings { get; }

    /// <summary>
    /// Encodes a picture of the size in <see cref="Settings"/>. The access unit (H.264: Annex B, SPS and PPS before
    /// each IDR; VP8: one frame) is valid until the next call. False when the encoder refused or skipped the picture.
    /// </summary>
    bool TryEncode(scoped in PictureView picture, bool forceKeyFrame, out EncodedAccessUnit accessUnit);

    /// <summary>Changes the target rate from the next picture on: H.264 without a key frame, VP8 with one.</summary>
    void SetBitRate(int bitsPerSecond);
}

/// <summary>One encoded picture in the encoder's memory.</summary>
/// <param name="bytes">Annex B (H.264) or one frame (VP8).</param>
/// <param name="isKeyFrame">Whether decoding can start here.</param>
public readonly ref struct EncodedAccessUnit(ReadOnlySpan<byte> bytes, bool isKeyFrame)
{
    /// <summary>Annex B (H.264) or one frame (VP8); valid until the encoder's next call.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Whether decoding can start here.</summary>
    public bool IsKeyFrame { get; } = isKeyFrame;
}
