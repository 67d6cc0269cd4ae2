using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mcu.Core.Composing.Scaling;

/// <summary>The horizontal filter: byte shuffles bring each output's samples together, then pairs are multiplied and added.</summary>
internal static unsafe class ShuffledRow
{
    private const short Round = 1 << (AxisFilter.WeightBits - 1);

    /// <summary>
    /// Makes the table's outputs. The row must be readable 32 samples past its end; the target is written to the last
    /// output and no further.
    /// </summary>
    internal static void Run(byte* row, ShuffleTable table, byte* target)
    {
        if (Avx512BW.IsSupported)
        {
            Run512(row, table, target);
        }
        else if (Avx2.IsSupported)
        {
            Run256(row, table, target);
        }
        else
        {
            RunScalar(row, table, target);
        }
    }

    internal static void Run512(byte* row, ShuffleTable table, byte* target)
    {
        int outputs = table.Filter.Starts.Length;
        Vector256<byte> spare;
        fixed (int* bases = table.Bases)
        fixed (byte* mask0 = table.Masks[0], mask1 = table.Masks[1], weight0 = table.Weights[0], weight1 = table.Weights[1])
        {
            for (int at = 0, lane = 0; at < outputs; at += 32, lane += 4)
            {
                Vector512<short> sum = Vector512.Create(Round) + Products512(row, bases + lane, mask0 + (lane * 16), weight0 + (lane * 16));
                if (table.Pairs == 2)
                {
                    sum += Products512(row + 2, bases + lane, mask1 + (lane * 16), weight1 + (lane * 16));
                }

                Vector256<byte> result = Avx512BW.ConvertToVector256Byte((sum >> AxisFilter.WeightBits).AsUInt16());
                if (at + 32 <= outputs)
                {
                    result.Store(target + at);
                }
                else
                {
                    spare = result;
                    new ReadOnlySpan<byte>(&spare, outputs - at).CopyTo(new Span<byte>(target + at, outputs - at));
                }
            }
        }
    }

    internal static void Run256(byte* row, ShuffleTable table, byte* target)
    {
        int outputs = table.Filter.Starts.Length;
        Vector128<byte> spare;
        fixed (int* bases = table.Bases)
        fixed (byte* mask0 = table.Masks[0], mask1 = table.Masks[1], weight0 = table.Weights[0], weight1 = table.Weights[1])
        {
            for (int at = 0, lane = 0; at < outputs; at += 16, lane += 2)
            {
                Vector256<short> sum = Vector256.Create(Round) + Products256(row, bases + lane, mask0 + (lane * 16), weight0 + (lane * 16));
                if (table.Pairs == 2)
                {
                    sum += Products256(row + 2, bases + lane, mask1 + (lane * 16), weight1 + (lane * 16));
                }

                sum >>= AxisFilter.WeightBits;
                Vector128<byte> result = Sse2.PackUnsignedSaturate(sum.GetLower(), sum.GetUpper());
                if (at + 16 <= outputs)
                {
                    result.Store(target + at);
                }
                else
                {
                    spare = result;
                    new ReadOnlySpan<byte>(&spare, outputs - at).CopyTo(new Span<byte>(target + at, outputs - at));
                }
            }
        }
    }

    internal static void RunScalar(byte* row, ShuffleTable table, byte* target)
    {
        AxisFilter filter = table.Filter;
        for (int at = 0; at < filter.Starts.Length; at++)
        {
            byte* samples = row + filter.Starts[at];
            int sum = Round;
            for (int tap = 0; tap < filter.Taps; tap++)
            {
                sum += samples[tap] * filter.Weights[(at * filter.Taps) + tap];
            }

            target[at] = (byte)(sum >> AxisFilter.WeightBits);
        }
    }

    private static Vector512<short> Products512(byte* row, int* bases, byte* masks, byte* weights)
    {
        var samples = Vector512.Create(
            Vector256.Create(Vector128.Load(row + bases[0]), Vector128.Load(row + bases[1])),
            Vector256.Create(Vector128.Load(row + bases[2]), Vector128.Load(row + bases[3])));
        Vector512<byte> paired = Avx512BW.Shuffle(samples, Vector512.Load(masks));
        return Avx512BW.MultiplyAddAdjacent(paired, Vector512.Load(weights).AsSByte());
    }

    private static Vector256<short> Products256(byte* row, int* bases, byte* masks, byte* weights)
    {
        Vector256<byte> samples = Vector256.Create(Vector128.Load(row + bases[0]), Vector128.Load(row + bases[1]));
        Vector256<byte> paired = Avx2.Shuffle(samples, Vector256.Load(masks));
        return Avx2.MultiplyAddAdjacent(paired, Vector256.Load(weights).AsSByte());
    }
}
