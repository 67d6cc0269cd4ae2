using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mcu.Core.Composing.Scaling;

/// <summary>Halves a row in place: each sample the rounded mean of two neighbors.</summary>
internal static unsafe class PairRow
{
    /// <summary>
    /// Leaves <paramref name="width"/> samples. The row's memory must reach 128 bytes past twice the width; up to 64
    /// samples past the result are overwritten.
    /// </summary>
    internal static void Run(byte* row, int width)
    {
        if (Avx512BW.IsSupported)
        {
            Run512(row, width);
        }
        else if (Avx2.IsSupported)
        {
            Run256(row, width);
        }
        else
        {
            RunScalar(row, width);
        }
    }

    internal static void Run512(byte* row, int width)
    {
        for (int at = 0; at < width; at += 32)
        {
            Vector512<short> sum = Avx512BW.MultiplyAddAdjacent(Vector512.Load(row + (2 * at)), Vector512<sbyte>.One);
            Avx512BW.ConvertToVector256Byte(((sum + Vector512<short>.One) >> 1).AsUInt16()).Store(row + at);
        }
    }

    internal static void Run256(byte* row, int width)
    {
        for (int at = 0; at < width; at += 16)
        {
            Vector256<short> sum = Avx2.MultiplyAddAdjacent(Vector256.Load(row + (2 * at)), Vector256<sbyte>.One);
            Vector256<short> mean = (sum + Vector256<short>.One) >> 1;
            Sse2.PackUnsignedSaturate(mean.GetLower(), mean.GetUpper()).Store(row + at);
        }
    }

    internal static void RunScalar(byte* row, int width)
    {
        for (int at = 0; at < width; at++)
        {
            row[at] = (byte)((row[2 * at] + row[(2 * at) + 1] + 1) >> 1);
        }
    }
}
