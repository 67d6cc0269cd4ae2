namespace Mcu.Core.Codecs.Opus;

/// <summary>Opus (RFC 6716) by libopus.</summary>
public sealed unsafe class OpusAudioDecoder : IAudioDecoder
{
    private const int Quantum = 120; // libopus conceals in steps of 2.5 ms
    private const int LongestPacket = 5760;
    private readonly OpusDecoderHandle decoder = new();

    /// <inheritdoc/>
    public AudioCodec Codec => AudioCodec.Opus;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> payload, Span<float> pcm)
    {
        int samples = payload.IsEmpty ? -1 : Run(payload, pcm, fec: 0); // without a payload libopus would conceal
        return samples > 0 ? samples : -1;
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> next, Span<float> pcm) =>
        pcm.Length % Quantum == 0 && OpusPacket.HasRedundancy(next) && Run(next, pcm, fec: 1) == pcm.Length;

    /// <inheritdoc/>
    public void Conceal(Span<float> pcm)
    {
        while (pcm.Length >= Quantum)
        {
            int chunk = Math.Min(pcm.Length, LongestPacket) / Quantum * Quantum;
            ConcealWhole(pcm[..chunk]);
            pcm = pcm[chunk..];
        }

        if (!pcm.IsEmpty)
        {
            Span<float> rest = stackalloc float[Quantum];
            ConcealWhole(rest);
            rest[..pcm.Length].CopyTo(pcm);
        }
    }

    /// <inheritdoc/>
    public int DurationOf(ReadOnlySpan<byte> payload) => OpusPacket.DurationOf(payload);

    /// <inheritdoc/>
    public void Dispose() => decoder.Dispose();

    private void ConcealWhole(Span<float> pcm)
    {
        if (Run(default, pcm, fec: 0) != pcm.Length)
        {
            pcm.Clear();
        }
    }

    private int Run(ReadOnlySpan<byte> payload, Span<float> pcm, int fec)
    {
        fixed (byte* bytes = payload)
        fixed (float* samples = pcm)
        {
            int result = LibOpus.Decode(decoder.Pointer, bytes, payload.Length, samples, pcm.Length, fec);
            GC.KeepAlive(this);
            return result;
        }
    }
}
