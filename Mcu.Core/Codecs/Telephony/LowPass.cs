namespace Mcu.Core.Codecs.Telephony;

/// <summary>
/// The low-pass filter between 48 kHz and a rate that divides it: a windowed sinc (Kaiser, 60 dB) whose -6 dB point lies at 0.48 of
/// the lower rate.
/// </summary>
internal static class LowPass
{
    /// <summary>Taps at 48 kHz for each sample of the lower rate; the delay is half of it, 2 ms at 8 kHz and 1 ms at 16 kHz.</summary>
    public const int TapsPerPhase = 32;

    private const double Beta = 5.65;

    /// <summary>The impulse response, <paramref name="factor"/> x <see cref="TapsPerPhase"/> taps that add up to 1.</summary>
    public static float[] Design(int factor)
    {
        int length = factor * TapsPerPhase;
        double cutoff = 0.96 / factor; // of 24 kHz
        double[] taps = new double[length];
        for (int i = 0; i < length; i++)
        {
            double t = i - ((length - 1) / 2.0);
            double window = Bessel(Beta * Math.Sqrt(1 - Math.Pow(2 * t / length, 2))) / Bessel(Beta);
            double angle = Math.PI * cutoff * t;
            taps[i] = window * (angle == 0 ? 1 : Math.Sin(angle) / angle);
        }

        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    // The modified Bessel function of the first kind and order 0, by its series.
    private static double Bessel(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
