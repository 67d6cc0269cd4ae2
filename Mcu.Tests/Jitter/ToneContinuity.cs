namespace Mcu.Tests.Jitter;

/// <summary>Follows the phase of a 1 kHz tone from millisecond to millisecond.</summary>
internal sealed class ToneContinuity
{
    private static readonly (double Sin, double Cos)[] Turn = [.. Enumerable.Range(0, 48).Select(i => Math.SinCos(Math.Tau * i / 48))];

    private readonly float[] period = new float[48];
    private int filled;
    private double last = double.NaN;

    /// <summary>The greatest change of phase against an even tone, from one millisecond to the next, in radians.</summary>
    public double WorstJump { get; private set; }

    /// <summary>The least amplitude of any millisecond.</summary>
    public double LeastAmplitude { get; private set; } = double.PositiveInfinity;

    public void Add(ReadOnlySpan<float> pcm)
    {
        foreach (float sample in pcm)
        {
            period[filled++] = sample;
            if (filled == period.Length)
            {
                Measure();
            }
        }
    }

    private void Measure()
    {
        (double re, double im) = (0, 0);
        for (int i = 0; i < filled; i++)
        {
            re += period[i] * Turn[i].Cos;
            im += period[i] * Turn[i].Sin;
        }

        double phase = Math.Atan2(im, re);
        if (!double.IsNaN(last))
        {
            WorstJump = Math.Max(WorstJump, Math.Abs(Math.IEEERemainder(phase - last, Math.Tau)));
        }

        LeastAmplitude = Math.Min(LeastAmplitude, 2 * Math.Sqrt((re * re) + (im * im)) / filled);
        (last, filled) = (phase, 0);
    }
}
