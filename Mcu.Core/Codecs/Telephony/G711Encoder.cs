namespace Mcu.Core.Codecs.Telephony;

/// <summary>G.711, A-law or µ-law: 160 bytes for 20 ms (RFC 3551 §4.5.14).</summary>
public sealed class G711Encoder(AudioCodec codec) : IAudioEncoder
{
    private const int WideSamples = 960;
    private const int NarrowSamples = 160;
    private readonly Downsampler downsampler = new(factor: 6, WideSamples);
    private readonly float[] narrow = new float[NarrowSamples];

    /// <inheritdoc/>
    public AudioCodec Codec { get; } = codec;

    /// <inheritdoc/>
    public int TimestampStep => NarrowSamples;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<float> pcm, Span<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pcm.Length, WideSamples);
        downsampler.Process(pcm, narrow);
        for (int i = 0; i < narrow.Length; i++)
        {
            payload[i] = G711.Compress(Codec, narrow[i]);
        }

        return narrow.Length;
    }

    /// <inheritdoc/>
    public void Reset() => downsampler.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing native is held.
    }
}
