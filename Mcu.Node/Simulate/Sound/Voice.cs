using Mcu.Core.Mixing;

namespace Mcu.Node.Simulate.Sound;

/// <summary>
/// One room's turn as sound: harmonics of its pitch below 900 Hz with two formants, in four syllables a second with
/// pauses between words, and the room's pilot tone in the same envelope.
/// </summary>
internal sealed class Voice(double pitchHertz, double pilotHertz, float speechDbfs, int seed)
{
    private const double HighestHarmonicHertz = 900;
    private const double SyllableSeconds = 0.25;

    private readonly float speechAmplitude = AudioLevel.ToFactor(speechDbfs) * MathF.Sqrt(2);
    private readonly float pilotAmplitude = AudioLevel.ToFactor(PilotTones.SentDbfs) * MathF.Sqrt(2);

    /// <summary>The pitch of a room: 95 to 230 Hz.</summary>
    public static double PitchOf(int room) => 95 + (room * 37 % 136);

    /// <summary>RMS level of the harmonics of a place in the round: neighbors, who speak at the same time, differ, as people do.</summary>
    public static float LevelOf(int place) => -19 - (place % 2 * 5);

    /// <summary>Makes a turn at 48 kHz mono.</summary>
    public float[] Speak(TimeSpan length)
    {
        var pcm = new float[(int)(length.TotalSeconds * AudioFrame.SampleRate)];
        int syllable = (int)(SyllableSeconds * AudioFrame.SampleRate);
        var random = new Random(seed);
        double glottis = 0;
        double pilot = 0;
        for (int start = 0; start < pcm.Length; start += syllable)
        {
            bool isPause = random.Next(8) == 0 && start > 0;
            double pitch = pitchHertz * (0.92 + (0.16 * random.NextDouble()));
            double formant = 300 + (400 * random.NextDouble());
            Span<float> part = pcm.AsSpan(start, Math.Min(syllable, pcm.Length - start));
            Fill(part, syllable, isPause ? 0 : 1, pitch, formant, ref glottis, ref pilot);
        }

        return pcm;
    }

    private void Fill(Span<float> pcm, int syllable, float loudness, double pitch, double formant, ref double glottis, ref double pilot)
    {
        int harmonics = (int)(HighestHarmonicHertz / pitch);
        Span<float> weights = stackalloc float[harmonics];
        Weigh(weights, pitch, formant);
        for (int i = 0; i < pcm.Length; i++)
        {
            float envelope = loudness * MathF.Min(1, 1.6f * MathF.Sin(MathF.PI * i / syllable));
            double sum = 0;
            for (int k = 0; k < harmonics; k++)
            {
                sum += weights[k] * Math.Sin(glottis * (k + 1));
            }

            pcm[i] = envelope * ((speechAmplitude * (float)sum) + (pilotAmplitude * (float)Math.Sin(pilot)));
            glottis = Wrap(glottis + (Math.Tau * pitch / AudioFrame.SampleRate));
            pilot = Wrap(pilot + (Math.Tau * pilotHertz / AudioFrame.SampleRate));
        }
    }

    // Weights of equal total power, strongest near the formant.
    private static void Weigh(Span<float> weights, double pitch, double formant)
    {
        double power = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            double away = ((pitch * (k + 1)) - formant) / 150;
            double weight = 0.25 + (1 / (1 + (away * away)));
            weights[k] = (float)weight;
            power += weight * weight;
        }

        float scale = (float)(1 / Math.Sqrt(power));
        foreach (ref float weight in weights)
        {
            weight *= scale;
        }
    }

    private static double Wrap(double phase) => phase >= Math.Tau ? phase - Math.Tau : phase;
}
