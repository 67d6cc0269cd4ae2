namespace Mcu.Node.Loops;

/// <summary>One reader's view of a <see cref="Histogram"/>: what was recorded since it looked last.</summary>
public sealed class HistogramWindow(Histogram histogram)
{
    private readonly long[] seen = new long[HistogramBuckets.Count];
    private readonly long[] added = new long[HistogramBuckets.Count];
    private TimeSpan seenSum;

    /// <summary>What was recorded since the last call, or since the start.</summary>
    public HistogramSummary Take()
    {
        for (int i = 0; i < seen.Length; i++)
        {
            long now = histogram.CountIn(i);
            added[i] = now - seen[i];
            seen[i] = now;
        }

        TimeSpan sum = histogram.Sum;
        HistogramSummary summary = HistogramBuckets.Summarize(added, sum - seenSum);
        seenSum = sum;
        return summary;
    }
}
