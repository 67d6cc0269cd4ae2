using Mcu.Core.Mixing;

namespace Mcu.Node.Simulate.Sound;

/// <summary>
/// Keeps the last 200 ms of sound at 8 kHz under a Hann window and measures single tones in it (Goertzel), so that a
/// tone costs 5 us a window however many rooms there are.
/// </summary>
internal sealed class PilotMeter
{
    /// <summary>Time that one measurement covers.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    /// <summary>Tones that are multiples of this, and more than two of them apart, do not leak into one another (Hann).</summary>
    public const double BinHertz = (double)Rate / Samples;

    private const int Decimation = 6;
    private const int Rate = AudioFrame.SampleRate / Decimation;
    private const int Samples = Rate / 5;
    private const int FrameSamples = AudioFrame.Samples / Decimation;

    private static readonly float[] Hann = MakeHann();
    private readonly float[] window = new float[Samples];
    private int filled;

    /// <summary>Loudness of the window that is complete, dBFS.</summary>
    public float LevelDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>Takes 960 samples at 48 kHz; true when a window is complete, which holds until the next call.</summary>
    public bool Add(ReadOnlySpan<float> frame)
    {
        if (filled == Samples)
        {
            filled = 0;
        }

        Span<float> target = window.AsSpan(filled, FrameSamples);
        for (int i = 0; i < target.Length; i++)
        {
            float sum = 0;
            foreach (float sample in frame.Slice(i * Decimation, Decimation))
            {
                sum += sample;
            }

            target[i] = sum / Decimation;
        }

        filled += FrameSamples;
        if (filled < Samples)
        {
            return false;
        }

        LevelDbfs = AudioLevel.Measure(window).RmsDbfs;
        for (int i = 0; i < Samples; i++)
        {
            window[i] *= Hann[i];
        }

        return true;
    }

    /// <summary>RMS level of a tone in the complete window, dBFS.</summary>
    public float Measure(double hertz)
    {
        double coefficient = 2 * Math.Cos(Math.Tau * hertz / Rate);
        double previous = 0;
        double before = 0;
        foreach (float sample in window)
        {
            (before, previous) = (previous, sample + (coefficient * previous) - before);
        }

        double power = (previous * previous) + (before * before) - (coefficient * previous * before);
        double amplitude = 4 * Math.Sqrt(Math.Max(0, power)) / Samples; // a Hann window halves the sum
        return AudioLevel.ToDbfs((float)(amplitude / Math.Sqrt(2) / Droop(hertz)));
    }

    // Averaging six samples lets high tones through weaker; this is by how much.
    private static double Droop(double hertz)
    {
        double half = Math.PI * hertz / AudioFrame.SampleRate;
        return Math.Sin(Decimation * half) / (Decimation * Math.Sin(half));
    }

    private static float[] MakeHann()
    {
        var hann = new float[Samples];
        for (int i = 0; i < Samples; i++)
        {
            hann[i] = (float)(0.5 - (0.5 * Math.Cos(Math.Tau * i / Samples)));
        }

        return hann;
    }
}
