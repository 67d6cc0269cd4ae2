namespace Mcu.Core.Codecs.Telephony;

/// <summary>What every decoder of 8 or 16 kHz sound needs after decoding: the way to 48 kHz, and concealment.</summary>
internal sealed class WideOutput(int factor)
{
    private const int Longest = 5760; // 120 ms
    private readonly float[] narrow = new float[Longest / factor];
    private readonly Upsampler upsampler = new(factor, Longest / factor);
    private readonly PitchConcealer concealer = new();

    /// <summary>Where the decoder puts its samples, at most 120 ms of them.</summary>
    public Span<float> Narrow => narrow;

    /// <summary>Samples of 48 kHz for each of the codec's.</summary>
    public int Factor { get; } = factor;

    /// <summary>Turns the first samples of <see cref="Narrow"/> into sound; returns how many there are at 48 kHz.</summary>
    public int Write(int samples, Span<float> pcm)
    {
        Span<float> output = pcm[..(samples * Factor)];
        upsampler.Process(narrow.AsSpan(0, samples), output);
        concealer.Observe(output);
        return output.Length;
    }

    /// <summary>Makes up sound.</summary>
    public void Conceal(Span<float> pcm) => concealer.Conceal(pcm);
}
