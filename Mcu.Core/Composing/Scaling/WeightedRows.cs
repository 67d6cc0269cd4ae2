using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mcu.Core.Composing.Scaling;

/// <summary>The vertical filter: one row as the weighted sum of several, weights in 1/128.</summary>
internal static unsafe class WeightedRows
{
    private const short Round = 1 << (AxisFilter.WeightBits - 1);

    /// <summary>Sums an even number of rows, two weights at a time. Touches nothing outside the width.</summary>
    internal static void Run(byte** rows, sbyte* weights, int taps, byte* target, int width)
    {
        if (Avx512BW.IsSupported && width >= 64)
        {
            Run512(rows, weights, taps, target, width);
        }
        else if (Avx2.IsSupported && width >= 32)
        {
            Run256(rows, weights, taps, target, width);
        }
        else
        {
            RunScalar(rows, weights, taps, target, width);
        }
    }

    // Interleaving two rows puts each pair of samples beside each other for the pairwise multiply-add; unpacking and
    // packing both work within 128 bit lanes, so the order comes out right. 255 * 128 + 64 fits 16 signed bits.
    internal static void Run512(byte** rows, sbyte* weights, int taps, byte* target, int width)
    {
        for (int at = 0; at < width; at += 64)
        {
            at = Math.Min(at, width - 64);
            Vector512<short> low = Vector512.Create(Round);
            Vector512<short> high = low;
            for (int tap = 0; tap < taps; tap += 2)
            {
                Vector512<sbyte> weight = Vector512.Create(*(short*)(weights + tap)).AsSByte();
                Vector512<byte> a = Vector512.Load(rows[tap] + at);
                Vector512<byte> b = Vector512.Load(rows[tap + 1] + at);
                low += Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackLow(a, b), weight);
                high += Avx512BW.MultiplyAddAdjacent(Avx512BW.UnpackHigh(a, b), weight);
            }

            Avx512BW.PackUnsignedSaturate(low >> AxisFilter.WeightBits, high >> AxisFilter.WeightBits).Store(target + at);
        }
    }

    internal static void Run256(byte** rows, sbyte* weights, int taps, byte* target, int width)
    {
        for (int at = 0; at < width; at += 32)
        {
            at = Math.Min(at, width - 32);
            Vector256<short> low = Vector256.Create(Round);
            Vector256<short> high = low;
            for (int tap = 0; tap < taps; tap += 2)
            {
                Vector256<sbyte> weight = Vector256.Create(*(short*)(weights + tap)).AsSByte();
                Vector256<byte> a = Vector256.Load(rows[tap] + at);
                Vector256<byte> b = Vector256.Load(rows[tap + 1] + at);
                low += Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(a, b), weight);
                high += Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(a, b), weight);
            }

            Avx2.PackUnsignedSaturate(low >> AxisFilter.WeightBits, high >> AxisFilter.WeightBits).Store(target + at);
        }
    }

    internal static void RunScalar(byte** rows, sbyte* weights, int taps, byte* target, int width)
    {
        for (int at = 0; at < width; at++)
        {
            int sum = Round;
            for (int tap = 0; tap < taps; tap++)
            {
                sum += rows[tap][at] * weights[tap];
            }

            target[at] = (byte)(sum >> AxisFilter.WeightBits);
        }
    }
}
