namespace Mcu.Node.Loops;

/// <summary>
/// Counts of durations in fixed buckets (<see cref="HistogramBuckets"/>), within 6.25 %, from 1 us to over an hour. One thread
/// records, without allocation; any thread reads.
/// </summary>
public sealed class Histogram
{
    private readonly long[] counts = new long[HistogramBuckets.Count];
    private long sumTicks;

    /// <summary>Adds one duration; a negative one counts as zero. The recording thread only.</summary>
    public void Record(TimeSpan duration)
    {
        long microseconds = Math.Clamp(duration.Ticks / TimeSpan.TicksPerMicrosecond, 0, uint.MaxValue);
        ref long bucket = ref counts[HistogramBuckets.Of((uint)microseconds)];
        Volatile.Write(ref bucket, bucket + 1);
        Volatile.Write(ref sumTicks, sumTicks + Math.Max(0, duration.Ticks));
    }

    /// <summary>What has been recorded since the start.</summary>
    public HistogramSummary Summarize() => new HistogramWindow(this).Take();

    internal TimeSpan Sum => new(Volatile.Read(ref sumTicks));

    internal long CountIn(int bucket) => Volatile.Read(ref counts[bucket]);
}
