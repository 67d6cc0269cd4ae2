using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mcu.Core.Jitter;

/// <summary>
/// Reads samples at a speed that is not quite 1 and may change at any time, without a step in the signal: a windowed
/// sinc of 16 taps in 256 phases, with straight lines between phases. Flat to about 18 kHz; 48 kHz in and out.
/// </summary>
internal sealed class FractionalResampler
{
    /// <summary>Samples of the future that the last output sample needs.</summary>
    public const int LookAhead = Taps / 2;

    private const int Taps = 16;
    private const int Phases = 256;
    private static readonly float[] Kernel = MakeKernel();
    private double fraction;

    /// <summary>How many samples must wait in the FIFO to make so many at this speed.</summary>
    public int InputFor(int outputs, double speed) => (int)((outputs * speed) + fraction) + LookAhead + 1;

    /// <summary>Fills <paramref name="pcm"/>, taking samples from the FIFO.</summary>
    public void Read(SampleFifo fifo, Span<float> pcm, double speed)
    {
        ReadOnlySpan<float> input = fifo.WithHistory[(SampleFifo.History - LookAhead + 1)..];
        double position = fraction;
        for (int i = 0; i < pcm.Length; i++)
        {
            int whole = (int)position;
            pcm[i] = Interpolate(input.Slice(whole, Taps), position - whole);
            position += speed;
        }

        fifo.Advance((int)position);
        fraction = position - (int)position;
    }

    /// <param name="window">The samples around the wanted one.</param>
    /// <param name="at">Where it is between the two in the middle, less than 1: as a float it might round to 1, a phase that has no next.</param>
    private static float Interpolate(ReadOnlySpan<float> window, double at)
    {
        double scaled = at * Phases;
        int phase = (int)scaled;
        Vector256<float> between = Vector256.Create((float)(scaled - phase));
        ref float samples = ref MemoryMarshal.GetReference(window);
        ref float kernel = ref MemoryMarshal.GetReference(Kernel.AsSpan(phase * Taps, 2 * Taps));
        Vector256<float> low = Blend(ref kernel, between) * Vector256.LoadUnsafe(ref samples);
        Vector256<float> high = Blend(ref Unsafe.Add(ref kernel, 8), between) * Vector256.LoadUnsafe(ref samples, 8);
        return Vector256.Sum(low + high);
    }

    private static Vector256<float> Blend(ref float kernel, Vector256<float> between)
    {
        Vector256<float> here = Vector256.LoadUnsafe(ref kernel);
        Vector256<float> next = Vector256.LoadUnsafe(ref kernel, Taps);
        return here + ((next - here) * between);
    }

    private static float[] MakeKernel()
    {
        float[] kernel = new float[(Phases + 1) * Taps];
        for (int phase = 0; phase <= Phases; phase++)
        {
            Span<float> row = kernel.AsSpan(phase * Taps, Taps);
            double sum = 0;
            for (int tap = 0; tap < Taps; tap++)
            {
                double distance = tap - (LookAhead - 1) - ((double)phase / Phases);
                double value = Sinc(distance) * Kaiser(distance / LookAhead);
                row[tap] = (float)value;
                sum += value;
            }

            foreach (ref float value in row)
            {
                value /= (float)sum;
            }
        }

        return kernel;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x)
    {
        const double Beta = 6; // stop band 63 dB down
        return Math.Abs(x) >= 1 ? 0 : Bessel(Beta * Math.Sqrt(1 - (x * x))) / Bessel(Beta);
    }

    private static double Bessel(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 30; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }

        return sum;
    }
}
