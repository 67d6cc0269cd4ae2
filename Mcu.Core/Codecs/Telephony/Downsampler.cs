namespace Mcu.Core.Codecs.Telephony;

/// <summary>Lowers 48 kHz to 8 or 16 kHz by a filter that runs on over the frames' borders.</summary>
internal sealed class Downsampler
{
    private readonly int factor;
    private readonly float[] taps;
    private readonly float[] window; // the last taps.Length - factor samples, then the new ones

    /// <summary>For 48 kHz / <paramref name="factor"/> and at most <paramref name="longestInput"/> samples at a time.</summary>
    public Downsampler(int factor, int longestInput)
    {
        this.factor = factor;
        taps = LowPass.Design(factor); // symmetric: the order of taps does not matter
        window = new float[taps.Length - factor + longestInput];
    }

    /// <summary>Writes input / factor samples; the input is a multiple of the factor.</summary>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        int kept = taps.Length - factor;
        input.CopyTo(window.AsSpan(kept));
        int count = input.Length / factor;
        for (int i = 0; i < count; i++)
        {
            output[i] = DotProduct.Of(taps, window.AsSpan(i * factor, taps.Length));
        }

        window.AsSpan(input.Length, kept).CopyTo(window);
    }

    /// <summary>Forgets the past.</summary>
    public void Reset() => Array.Clear(window);
}
