using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mcu.Core.Composing.Scaling;

/// <summary>The 2:1 box filter: one row from two, each sample the rounded mean of four.</summary>
internal static unsafe class HalfRow
{
    /// <summary>Makes <paramref name="width"/> samples from twice as many of each row. Touches nothing outside.</summary>
    internal static void Run(byte* upper, byte* lower, byte* target, int width)
    {
        if (Avx512BW.IsSupported && width >= 32)
        {
            Run512(upper, lower, target, width);
        }
        else if (Avx2.IsSupported && width >= 16)
        {
            Run256(upper, lower, target, width);
        }
        else
        {
            RunScalar(upper, lower, target, width);
        }
    }

    internal static void Run512(byte* upper, byte* lower, byte* target, int width)
    {
        for (int at = 0; at < width; at += 32)
        {
            at = Math.Min(at, width - 32); // the last vector overlaps the one before
            Vector512<short> sum = Avx512BW.MultiplyAddAdjacent(Vector512.Load(upper + (2 * at)), Vector512<sbyte>.One)
                + Avx512BW.MultiplyAddAdjacent(Vector512.Load(lower + (2 * at)), Vector512<sbyte>.One);
            Avx512BW.ConvertToVector256Byte(((sum + Vector512.Create((short)2)) >> 2).AsUInt16()).Store(target + at);
        }
    }

    internal static void Run256(byte* upper, byte* lower, byte* target, int width)
    {
        for (int at = 0; at < width; at += 16)
        {
            at = Math.Min(at, width - 16);
            Vector256<short> sum = Avx2.MultiplyAddAdjacent(Vector256.Load(upper + (2 * at)), Vector256<sbyte>.One)
                + Avx2.MultiplyAddAdjacent(Vector256.Load(lower + (2 * at)), Vector256<sbyte>.One);
            Vector256<short> mean = (sum + Vector256.Create((short)2)) >> 2;
            Sse2.PackUnsignedSaturate(mean.GetLower(), mean.GetUpper()).Store(target + at);
        }
    }

    internal static void RunScalar(byte* upper, byte* lower, byte* target, int width)
    {
        for (int at = 0; at < width; at++)
        {
            int sum = upper[2 * at] + upper[(2 * at) + 1] + lower[2 * at] + lower[(2 * at) + 1];
            target[at] = (byte)((sum + 2) >> 2);
        }
    }
}
