namespace Mcu.Core.Codecs.Telephony;

/// <summary>G.711, A-law or µ-law: one byte a sample at 8 kHz (RFC 3551 §4.5.14).</summary>
public sealed class G711Decoder(AudioCodec codec) : IAudioDecoder
{
    private readonly WideOutput output = new(factor: 6);

    /// <inheritdoc/>
    public AudioCodec Codec { get; } = codec;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> payload, Span<float> pcm)
    {
        int samples = DurationOf(payload);
        if (samples < 0 || samples > pcm.Length)
        {
            return -1;
        }

        ReadOnlySpan<float> expansion = G711.Expansion(Codec);
        Span<float> narrow = output.Narrow;
        for (int i = 0; i < payload.Length; i++)
        {
            narrow[i] = expansion[payload[i]];
        }

        return output.Write(payload.Length, pcm);
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> next, Span<float> pcm) => false;

    /// <inheritdoc/>
    public void Conceal(Span<float> pcm) => output.Conceal(pcm);

    /// <inheritdoc/>
    public int DurationOf(ReadOnlySpan<byte> payload) =>
        payload.IsEmpty || payload.Length > output.Narrow.Length ? -1 : payload.Length * output.Factor;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing native is held.
    }
}
