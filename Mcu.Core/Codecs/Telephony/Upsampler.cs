namespace Mcu.Core.Codecs.Telephony;

/// <summary>Raises 8 or 16 kHz to 48 kHz by a polyphase filter that runs on over the frames' borders.</summary>
internal sealed class Upsampler
{
    private const int Taps = LowPass.TapsPerPhase;
    private readonly int factor;
    private readonly float[][] phases;
    private readonly float[] window; // the last Taps - 1 samples, then the new ones

    /// <summary>For 48 kHz / <paramref name="factor"/> and at most <paramref name="longestInput"/> samples at a time.</summary>
    public Upsampler(int factor, int longestInput)
    {
        this.factor = factor;
        window = new float[Taps - 1 + longestInput];
        float[] taps = LowPass.Design(factor);
        phases = new float[factor][];
        for (int phase = 0; phase < factor; phase++)
        {
            phases[phase] = new float[Taps];
            for (int k = 0; k < Taps; k++)
            {
                phases[phase][Taps - 1 - k] = factor * taps[phase + (k * factor)];
            }
        }
    }

    /// <summary>Writes factor x input samples.</summary>
    public void Process(ReadOnlySpan<float> input, Span<float> output)
    {
        input.CopyTo(window.AsSpan(Taps - 1));
        for (int i = 0; i < input.Length; i++)
        {
            ReadOnlySpan<float> recent = window.AsSpan(i, Taps);
            Span<float> samples = output.Slice(i * factor, factor);
            for (int phase = 0; phase < samples.Length; phase++)
            {
                samples[phase] = DotProduct.Of(recent, phases[phase]);
            }
        }

        window.AsSpan(input.Length, Taps - 1).CopyTo(window);
    }
}
