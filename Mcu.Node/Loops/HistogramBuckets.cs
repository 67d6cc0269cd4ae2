using System.Numerics;

namespace Mcu.Node.Loops;

/// <summary>
/// The buckets of a <see cref="Histogram"/>: the first two rows of 16 count single microseconds, each row after them is one
/// power of two wide. So a bucket's width is at most 6.25 % of its value, up to 2^32 us.
/// </summary>
internal static class HistogramBuckets
{
    private const int RowBits = 4;
    private const int Row = 1 << RowBits;

    /// <summary>How many buckets there are.</summary>
    public const int Count = Row * (32 - RowBits + 1);

    /// <summary>The bucket of a number of microseconds.</summary>
    public static int Of(uint microseconds)
    {
        int exponent = Math.Max(0, BitOperations.Log2(microseconds | 1) - RowBits);
        return (exponent * Row) + (int)(microseconds >> exponent);
    }

    /// <summary>The most microseconds that a bucket counts.</summary>
    public static long UpperEdge(int bucket)
    {
        int exponent = Math.Max(0, (bucket / Row) - 1);
        long mantissa = bucket - (exponent * Row);
        return ((mantissa + 1) << exponent) - 1;
    }

    /// <summary>What counts say; the maximum is the highest bucket's edge.</summary>
    public static HistogramSummary Summarize(ReadOnlySpan<long> counts, TimeSpan sum)
    {
        long total = 0;
        int highest = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            highest = counts[i] > 0 ? i : highest;
        }

        TimeSpan max = total == 0 ? TimeSpan.Zero : FromMicroseconds(UpperEdge(highest));
        return new HistogramSummary(total, Quantile(counts, total, 0.5), Quantile(counts, total, 0.99), max, sum);
    }

    private static TimeSpan Quantile(ReadOnlySpan<long> counts, long total, double quantile)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(total * quantile));
        long seen = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted)
            {
                return FromMicroseconds(UpperEdge(i));
            }
        }

        return TimeSpan.Zero;
    }

    private static TimeSpan FromMicroseconds(long microseconds) => new(microseconds * TimeSpan.TicksPerMicrosecond);
}
