namespace Mcu.Core.Jitter;

/// <summary>
/// Sets the playing speed from how far the delay is off its target: a proportional part that brings it back, and an
/// integral part that learns how fast the sender's clock runs. Never more than ±0.5 %, which nobody hears.
/// </summary>
internal sealed class DriftController
{
    private const double Most = 0.005;
    private const double MostDrift = 0.001; // clocks of audio hardware are within 100 ppm, the worst within 1000
    private const double Proportional = 0.2; // per second: a time constant of 5 s
    private const double Integral = Proportional * Proportional / 4; // critically damped
    private const double LearnBelowSeconds = 0.006; // a greater error has another cause than drift

    /// <summary>Input samples to be used per output sample.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>How much faster than ours the sender's clock runs (1 is twice as fast).</summary>
    public double Drift { get; private set; }

    /// <summary>Takes in the error (positive: too much waits), in samples at 48 kHz, once per frame.</summary>
    public void Update(double errorSamples, int frameSamples, bool learn)
    {
        double error = errorSamples / 48000;
        if (learn && Math.Abs(error) < LearnBelowSeconds)
        {
            Drift = Math.Clamp(Drift + (Integral * error * frameSamples / 48000), -MostDrift, MostDrift);
        }

        Speed = 1 + Math.Clamp((Proportional * error) + Drift, -Most, Most);
    }
}
