using System.Numerics;
using System.Runtime.InteropServices;

namespace Mcu.Core.Mixing;

/// <summary>The few loops over samples that the mixer needs, as wide as the machine's vectors.</summary>
internal static class SampleMath
{
    private static readonly Vector<float> Lanes = MakeLanes();

    /// <summary>Sum of squares, and largest magnitude.</summary>
    public static (float Energy, float Peak) EnergyAndPeak(ReadOnlySpan<float> pcm)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(pcm);
        Vector<float> energies = Vector<float>.Zero;
        Vector<float> peaks = Vector<float>.Zero;
        foreach (ref readonly Vector<float> value in wide)
        {
            energies += value * value;
            peaks = Vector.Max(peaks, Vector.Abs(value));
        }

        float energy = Vector.Sum(energies);
        float peak = 0;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            peak = Math.Max(peak, peaks[lane]);
        }

        foreach (float value in pcm[(wide.Length * Vector<float>.Count)..])
        {
            energy += value * value;
            peak = Math.Max(peak, Math.Abs(value));
        }

        return (energy, peak);
    }

    /// <summary>Adds one piece of sound to another of the same length.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> addend)
    {
        addend = addend[..sum.Length];
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> wideAddend = MemoryMarshal.Cast<float, Vector<float>>(addend);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] += wideAddend[i];
        }

        for (int i = wide.Length * Vector<float>.Count; i < sum.Length; i++)
        {
            sum[i] += addend[i];
        }
    }

    /// <summary>Multiplies by a gain that goes evenly from one value to (just short of) another.</summary>
    public static void Ramp(ReadOnlySpan<float> source, Span<float> target, float from, float to)
    {
        source = source[..target.Length];
        float step = (to - from) / target.Length;
        Vector<float> gain = new Vector<float>(from) + (Lanes * step);
        Vector<float> advance = new(step * Vector<float>.Count);
        ReadOnlySpan<Vector<float>> wideSource = MemoryMarshal.Cast<float, Vector<float>>(source);
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = wideSource[i] * gain;
            gain += advance;
        }

        for (int i = wide.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] = source[i] * (from + (step * i));
        }
    }

    /// <summary>The sum of products of two sounds of the same length, and the geometric mean of their energies.</summary>
    public static (float Product, float Energy) Correlate(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> wideB = MemoryMarshal.Cast<float, Vector<float>>(b[..a.Length]);
        (Vector<float> products, Vector<float> energyA, Vector<float> energyB) = (default, default, default);
        for (int i = 0; i < wideA.Length; i++)
        {
            products += wideA[i] * wideB[i];
            energyA += wideA[i] * wideA[i];
            energyB += wideB[i] * wideB[i];
        }

        (float product, float a2, float b2) = (Vector.Sum(products), Vector.Sum(energyA), Vector.Sum(energyB));
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            product += a[i] * b[i];
            a2 += a[i] * a[i];
            b2 += b[i] * b[i];
        }

        return (product, MathF.Sqrt(a2 * b2));
    }

    private static Vector<float> MakeLanes()
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = i;
        }

        return new Vector<float>(lanes);
    }
}
