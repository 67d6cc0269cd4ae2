namespace Mcu.Core.Codecs.Opus;

/// <summary>Opus (RFC 6716) by libopus, 20 ms mono packets.</summary>
public sealed unsafe class OpusAudioEncoder : IAudioEncoder
{
    private const int FrameSamples = 960;
    private const int LargestPayload = 1200;
    private readonly OpusEncoderHandle encoder;

    /// <summary>Makes an encoder; throws <see cref="CodecException"/> when the settings are refused.</summary>
    public OpusAudioEncoder(AudioEncoderSettings settings)
    {
        encoder = new OpusEncoderHandle(settings.Application);
        Set(LibOpus.SetBitRate, settings.BitsPerSecond);
        Set(LibOpus.SetComplexity, settings.Complexity);
        Set(LibOpus.SetInbandFec, settings.ExpectedLossPercent > 0 ? 1 : 0);
        Set(LibOpus.SetPacketLossPercent, settings.ExpectedLossPercent);
    }

    /// <inheritdoc/>
    public AudioCodec Codec => AudioCodec.Opus;

    /// <inheritdoc/>
    public int TimestampStep => FrameSamples;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<float> pcm, Span<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pcm.Length, FrameSamples);
        fixed (float* samples = pcm)
        fixed (byte* bytes = payload)
        {
            int length = LibOpus.Encode(encoder.Pointer, samples, FrameSamples, bytes, Math.Min(payload.Length, LargestPayload));
            GC.KeepAlive(this);
            return length > 0 ? length : throw new CodecException($"libopus could not encode: error {length}.");
        }
    }

    /// <inheritdoc/>
    public void Reset() => LibOpus.EncoderControl(encoder.Pointer, LibOpus.ResetState, 0);

    /// <inheritdoc/>
    public void Dispose() => encoder.Dispose();

    private void Set(int request, int value)
    {
        int error = LibOpus.EncoderControl(encoder.Pointer, request, value);
        if (error != LibOpus.OpusOk)
        {
            encoder.Dispose();
            throw new CodecException($"libopus refuses {value} for its setting {request}: error {error}.");
        }
    }
}
