using Mcu.Core.Mixing;

namespace Mcu.Tests.Mixing;

/// <summary>Pieces of sound for tests.</summary>
internal static class Sound
{
    /// <summary>White noise whose RMS is as given.</summary>
    public static void Noise(Span<float> pcm, float rmsDbfs, Random random)
    {
        float amplitude = AudioLevel.ToFactor(rmsDbfs) * MathF.Sqrt(3);
        foreach (ref float sample in pcm)
        {
            sample = amplitude * (float)((2 * random.NextDouble()) - 1);
        }
    }

    /// <summary>A tone's RMS in a sound, in dBFS.</summary>
    public static float ToneDbfs(IEnumerable<float> pcm, double hertz)
    {
        float[] samples = [.. pcm];
        GoertzelDetector detector = new(hertz, samples.Length);
        detector.Add(samples);
        return detector.LevelDbfs;
    }
}
