namespace Mcu.Core.Codecs;

/// <summary>Makes codecs; the one of production is FFmpeg's, tests pass their own.</summary>
public interface ICodecFactory
{
    /// <summary>An empty place for a decoded picture.</summary>
    DecodedPicture CreatePicture();

    /// <summary>A decoder for untrusted bytes, with the limits given.</summary>
    IVideoDecoder CreateVideoDecoder(VideoCodec codec, VideoDecoderLimits limits);

    /// <summary>An encoder; throws <see cref="CodecException"/> when the settings are refused.</summary>
    IVideoEncoder CreateVideoEncoder(VideoEncoderSettings settings);

    /// <summary>A decoder of sound.</summary>
    IAudioDecoder CreateAudioDecoder(AudioCodec codec);

    /// <summary>An encoder of sound.</summary>
    IAudioEncoder CreateAudioEncoder(AudioCodec codec, AudioEncoderSettings settings);
}

/// <summary>What a stranger's stream may cost.</summary>
/// <param name="MaxWidth">Columns.</param>
/// <param name="MaxHeight">Rows.</param>
public sealed record VideoDecoderLimits(int MaxWidth = 1920, int MaxHeight = 1088)
{
    /// <summary>Overload step: skip the deblocking filter; a third cheaper, but the picture drifts.</summary>
    public bool SkipDeblocking { get; init; }
}

/// <summary>How sound is encoded; only Opus has a choice.</summary>
/// <param name="BitsPerSecond">Opus target rate.</param>
/// <param name="Complexity">Opus complexity, 0 to 10.</param>
/// <param name="ExpectedLossPercent">Above 0 Opus adds FEC for this loss (needs a SILK or hybrid mode).</param>
public sealed record AudioEncoderSettings(int BitsPerSecond = 32000, int Complexity = 5, int ExpectedLossPercent = 0)
{
    /// <summary>
    /// What Opus is tuned for: speech where FEC is wanted, since only that mode has it, and else the mode that costs a third.
    /// </summary>
    public OpusApplication Application { get; init; } = ExpectedLossPercent > 0 ? OpusApplication.Voip : OpusApplication.Audio;
}

/// <summary>Opus' modes of use, with libopus' numbers.</summary>
public enum OpusApplication
{
    /// <summary>Speech: SILK or hybrid, with FEC; the most expensive.</summary>
    Voip = 2048,

    /// <summary>Faithfulness, music too; at 32 kbit/s and more CELT only, and no FEC.</summary>
    Audio = 2049,

    /// <summary>CELT only, 4 ms less delay, no FEC.</summary>
    LowDelay = 2051,
}

/// <summary>A codec could not be made or has failed for good; the message says which, where and why.</summary>
public sealed class CodecException(string message) : Exception(message);
