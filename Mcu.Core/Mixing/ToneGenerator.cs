namespace Mcu.Core.Mixing;

/// <summary>
/// A voice that a machine can recognize: one tone, spoken in syllables (four a second, with a longer pause every two
/// seconds), so that mixers take it for speech. For simulated rooms and tests.
/// </summary>
/// <param name="hertz">The tone; see <see cref="FrequencyOf"/>.</param>
/// <param name="levelDbfs">RMS level inside a syllable.</param>
/// <param name="syllables">False for a tone without a pause.</param>
public sealed class ToneGenerator(double hertz, float levelDbfs = -20f, bool syllables = true)
{
    /// <summary>How many rooms have tones that can be told apart through every codec, G.711 included.</summary>
    public const int DistinctTones = 96;

    private const int SyllableSamples = AudioFrame.SampleRate / 4;
    private const int PhraseSyllables = 8;
    private const int SpokenSyllables = 7;
    private const double LowestHertz = 330;
    private const double SpacingHertz = 31;
    private readonly float amplitude = AudioLevel.ToFactor(levelDbfs) * MathF.Sqrt(2);
    private double phase;
    private int position;

    /// <summary>The tone.</summary>
    public double Hertz { get; } = hertz;

    /// <summary>The tone of a room by number: 330 to 3275 Hz, 31 Hz apart; twice or three times a tone is not another's.</summary>
    public static double FrequencyOf(int room) => LowestHertz + (room % DistinctTones * SpacingHertz);

    /// <summary>Writes the next samples.</summary>
    public void Fill(Span<float> pcm)
    {
        double step = Math.Tau * Hertz / AudioFrame.SampleRate;
        foreach (ref float sample in pcm)
        {
            sample = amplitude * Envelope() * (float)Math.Sin(phase);
            phase = phase + step >= Math.Tau ? phase + step - Math.Tau : phase + step;
            position = (position + 1) % (SyllableSamples * PhraseSyllables);
        }
    }

    private float Envelope()
    {
        if (!syllables)
        {
            return 1f;
        }

        if (position / SyllableSamples >= SpokenSyllables)
        {
            return 0f;
        }

        float within = (float)(position % SyllableSamples) / SyllableSamples;
        return MathF.Min(1f, 1.6f * MathF.Sin(MathF.PI * within));
    }
}
