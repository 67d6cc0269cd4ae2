using Mcu.Core.Mixing;

namespace Mcu.Core.Jitter;

/// <summary>
/// How long to hold sound back: one frame (a packet may come just after a frame was made), and as much as 99 of 100 packets are later than the quickest. A histogram
/// of lateness in 2.5 ms steps that forgets within ten seconds; the target rises at once and falls by 10 ms a second. In
/// samples at 48 kHz.
/// </summary>
internal sealed class DelayTarget
{
    private const int StepSamples = 120;
    private const int MostShift = 40; // steps; a greater jump is another route, and says nothing about jitter
    private const float Quantile = 0.99f;
    private const double MemorySamples = 10 * 48000;
    private const double FallPerSecond = 0.010;
    private readonly float[] shares = new float[96]; // the last one is everything above 237.5 ms
    private readonly double minimum;
    private readonly double maximum;
    private double shiftLeft;
    private int observed;

    public DelayTarget(PlayoutOptions options)
    {
        minimum = options.MinimumDelayMs * 48;
        maximum = options.MaximumDelayMs * 48;
        Samples = Math.Clamp(options.InitialDelayMs * 48, minimum, maximum);
        shares[0] = 1;
    }

    /// <summary>The target.</summary>
    public double Samples { get; private set; }

    /// <summary>The target is on its way down.</summary>
    public bool IsFalling { get; private set; }

    /// <summary>Takes in how much later than the quickest a packet came.</summary>
    public void Observe(double lateness, int duration)
    {
        float weight = (float)Math.Max(duration / MemorySamples, 1.0 / (++observed + 8));
        foreach (ref float share in shares.AsSpan())
        {
            share *= 1 - weight;
        }

        shares[Math.Clamp((int)(lateness / StepSamples), 0, shares.Length - 1)] += weight;
    }

    /// <summary>The quickest packets have become so much slower (quicker when negative): lateness is measured from there.</summary>
    public void Rebase(double moved)
    {
        shiftLeft += moved;
        int steps = (int)(shiftLeft / StepSamples);
        shiftLeft -= (double)steps * StepSamples;
        if (steps > 0)
        {
            Lower(Math.Min(steps, shares.Length - 1));
        }
        else if (steps is < 0 and >= -MostShift)
        {
            Raise(-steps);
        }
    }

    /// <summary>Moves the target, once per frame of the mixer.</summary>
    public void Advance(int samples)
    {
        double wanted = Math.Clamp(AudioFrame.Samples + Lateness(), minimum, maximum);
        IsFalling = wanted < Samples;
        Samples = Math.Max(wanted, Samples - (FallPerSecond * samples));
    }

    private int Lateness()
    {
        float sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            sum += shares[i];
            if (sum >= Quantile)
            {
                return (i + 1) * StepSamples;
            }
        }

        return shares.Length * StepSamples;
    }

    private void Lower(int steps)
    {
        for (int i = 1; i <= steps; i++)
        {
            shares[0] += shares[i];
        }

        Array.Copy(shares, steps + 1, shares, 1, shares.Length - steps - 1);
        Array.Clear(shares, shares.Length - steps, steps);
    }

    private void Raise(int steps)
    {
        for (int i = 2; i <= steps; i++)
        {
            shares[^1] += shares[^i];
        }

        float last = shares[^1];
        Array.Copy(shares, 0, shares, steps, shares.Length - steps - 1);
        shares[^1] = last;
        Array.Clear(shares, 0, steps);
    }
}
