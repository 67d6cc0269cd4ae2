using System.Numerics;

namespace Mcu.Node.Loops;

/// <summary>
/// Counts of durations in fixed buckets, 16 to each power of two (so within 6.25 %), from 1 us to over an hour. One
/// thread records, without allocation; any thread reads.
/// </summary>
public sealed class Histogram
{
    private const int SubBucketBits = 4;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int Exponents = 32 - SubBucketBits;

    // The first two rows count single microseconds; each row after them is one power of two wide.
    private readonly long[] counts = new long[SubBuckets * (Exponents + 1)];
    private long count;
    private long sumMicroseconds;
    private long maxMicroseconds;

    /// <summary>Adds one duration; a negative one counts as zero. The recording thread only.</summary>
    public void Record(TimeSpan duration)
    {
        long microseconds = Math.Clamp(duration.Ticks / 10, 0, uint.MaxValue);
        counts[BucketOf((uint)microseconds)]++;
        sumMicroseconds += microseconds;
        Volatile.Write(ref maxMicroseconds, Math.Max(maxMicroseconds, microseconds));
        Volatile.Write(ref count, count + 1);
    }

    /// <summary>What has been recorded since the start.</summary>
    public HistogramSummary Summarize()
    {
        long total = 0;
        foreach (ref long bucket in counts.AsSpan())
        {
            total += Volatile.Read(ref bucket);
        }

        TimeSpan max = FromMicroseconds(Volatile.Read(ref maxMicroseconds));
        return new HistogramSummary(total, Quantile(total, 0.5, max), Quantile(total, 0.99, max), max, FromMicroseconds(Volatile.Read(ref sumMicroseconds)));
    }

    private static TimeSpan FromMicroseconds(long microseconds) => new(microseconds * 10);

    private static int BucketOf(uint value)
    {
        int exponent = Math.Max(0, BitOperations.Log2(value | 1) - SubBucketBits);
        return (exponent * SubBuckets) + (int)(value >> exponent);
    }

    private static long UpperEdge(int bucket)
    {
        int exponent = Math.Max(0, (bucket / SubBuckets) - 1);
        long mantissa = bucket - (exponent * SubBuckets);
        return ((mantissa + 1) << exponent) - 1;
    }

    private TimeSpan Quantile(long total, double quantile, TimeSpan max)
    {
        long wanted = (long)Math.Ceiling(total * quantile);
        long seen = 0;
        for (int i = 0; i < counts.Length && wanted > 0; i++)
        {
            seen += Volatile.Read(ref counts[i]);
            if (seen >= wanted)
            {
                return new TimeSpan(Math.Min(max.Ticks, UpperEdge(i) * 10));
            }
        }

        return TimeSpan.Zero;
    }
}
