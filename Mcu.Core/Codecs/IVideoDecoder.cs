namespace Mcu.Core.Codecs;

/// <summary>What became of an access unit.</summary>
public enum DecodeResult
{
    /// <summary>A picture came out.</summary>
    Picture,

    /// <summary>Taken, but no picture came of it (parameter sets only, say).</summary>
    NoPicture,

    /// <summary>The bytes were broken; wait for a key frame.</summary>
    Corrupt,

    /// <summary>The picture is larger than the decoder's limits allow; it was not decoded.</summary>
    TooLarge,
}

/// <summary>
/// Decodes one video stream, one access unit in, at most one picture out, without delay. Not thread-safe: it belongs
/// to one worker.
/// </summary>
public interface IVideoDecoder : IDisposable
{
    /// <summary>What it decodes.</summary>
    VideoCodec Codec { get; }

    /// <summary>
    /// Decodes an access unit (H.264: Annex B with start codes; VP8: one frame) into <paramref name="target"/>,
    /// whose earlier picture is released first. On anything but <see cref="DecodeResult.Picture"/> the target is empty.
    /// </summary>
    DecodeResult Decode(ReadOnlySpan<byte> accessUnit, DecodedPicture target);

    /// <summary>
    /// Overload step, at any time: skip the deblocking filter. A third cheaper, but the picture drifts until a key frame.
    /// </summary>
    bool SkipDeblocking { get; set; }

    /// <summary>Forgets all references: the next access unit should be a key frame.</summary>
    void Flush();
}
