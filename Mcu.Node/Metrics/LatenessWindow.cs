using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Metrics;

/// <summary>
/// How late a loop was of late: over the ten seconds, or more when nobody asks, before a reading. Several collectors see the
/// same, and none takes a peak away from another. One thread.
/// </summary>
internal sealed class LatenessWindow(LoopStatistics statistics)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private readonly HistogramWindow window = new(statistics.Lateness);
    private HistogramSummary last;
    private Instant takenAt = Instant.Distant;

    /// <summary>The loop's counters.</summary>
    public LoopStatistics Statistics => statistics;

    /// <summary>The lateness.</summary>
    public HistogramSummary Read(Instant now)
    {
        if (now - takenAt >= Shortest)
        {
            (last, takenAt) = (window.Take(), now);
        }

        return last;
    }
}
