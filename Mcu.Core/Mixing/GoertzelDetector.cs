namespace Mcu.Core.Mixing;

/// <summary>
/// Measures how loud one tone is in a sound, by Goertzel's algorithm under a Hann window. The resolution is about two
/// divided by the window's length: 10 Hz for 200 ms.
/// </summary>
public sealed class GoertzelDetector
{
    private readonly int windowSamples;
    private readonly double coefficient;
    private double previous;
    private double beforePrevious;
    private int position;

    /// <summary>Makes a detector for a tone at 48 kHz.</summary>
    public GoertzelDetector(double hertz, int windowSamples = AudioFrame.SampleRate / 5)
    {
        this.windowSamples = windowSamples;
        coefficient = 2 * Math.Cos(Math.Tau * hertz / AudioFrame.SampleRate);
    }

    /// <summary>RMS level of the tone in the last whole window, in dBFS.</summary>
    public float LevelDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>The loudest window since <see cref="Reset"/>, in dBFS.</summary>
    public float LoudestDbfs { get; private set; } = AudioLevel.FloorDbfs;

    /// <summary>Whole windows measured since <see cref="Reset"/>.</summary>
    public int Windows { get; private set; }

    /// <summary>Takes in more sound; windows follow one another without a gap.</summary>
    public void Add(ReadOnlySpan<float> pcm)
    {
        foreach (float sample in pcm)
        {
            double hann = 0.5 - (0.5 * Math.Cos(Math.Tau * position / windowSamples));
            (beforePrevious, previous) = (previous, (sample * hann) + (coefficient * previous) - beforePrevious);
            if (++position == windowSamples)
            {
                EndWindow();
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        (previous, beforePrevious, position, Windows) = (0, 0, 0, 0);
        LevelDbfs = LoudestDbfs = AudioLevel.FloorDbfs;
    }

    private void EndWindow()
    {
        double power = (previous * previous) + (beforePrevious * beforePrevious) - (coefficient * previous * beforePrevious);
        double amplitude = 4 * Math.Sqrt(Math.Max(0, power)) / windowSamples; // a Hann window halves the sum
        LevelDbfs = AudioLevel.ToDbfs((float)(amplitude / Math.Sqrt(2)));
        LoudestDbfs = Math.Max(LoudestDbfs, LevelDbfs);
        Windows++;
        (previous, beforePrevious, position) = (0, 0, 0);
    }
}
