namespace Mcu.Tests.Codecs;

/// <summary>Sines, and how clean they come back.</summary>
internal static class Tones
{
    /// <summary>A sine at 48 kHz.</summary>
    public static float[] Sine(double hertz, int samples, float amplitude = 0.4f) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * i / 48000)))];

    /// <summary>Signal to noise in dB: the sine of that frequency that fits best, against all else.</summary>
    public static double SignalToNoise(ReadOnlySpan<float> sound, double hertz)
    {
        double sine = 0;
        double cosine = 0;
        double energy = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            double angle = 2 * Math.PI * hertz * i / 48000;
            sine += sound[i] * Math.Sin(angle);
            cosine += sound[i] * Math.Cos(angle);
            energy += sound[i] * sound[i];
        }

        double signal = 2 * ((sine * sine) + (cosine * cosine)) / sound.Length;
        return 10 * Math.Log10(signal / Math.Max(energy - signal, 1e-12));
    }

    /// <summary>The largest difference between neighbours: a click shows here.</summary>
    public static float LargestStep(ReadOnlySpan<float> sound)
    {
        float largest = 0;
        for (int i = 1; i < sound.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(sound[i] - sound[i - 1]));
        }

        return largest;
    }
}
