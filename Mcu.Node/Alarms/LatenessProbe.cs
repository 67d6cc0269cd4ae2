using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Alarms;

/// <summary>
/// Tells from a loop's counters whether it is late: its ticks since the last look began too late on average, or there was none
/// although some were due.
/// </summary>
public sealed class LatenessProbe(LoopStatistics statistics, TimeSpan period)
{
    private static readonly TimeSpan LeastLimit = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan limit = period > LeastLimit ? period : LeastLimit;
    private long ticks = statistics.Ticks;
    private TimeSpan sum = statistics.Lateness.Sum;
    private Instant? tickedAt;

    /// <summary>The loop's counters.</summary>
    public LoopStatistics Statistics => statistics;

    /// <summary>How late the loop is; zero: it is on time, as far as that can be seen.</summary>
    public TimeSpan Look(Instant now)
    {
        long added = statistics.Ticks - ticks;
        TimeSpan late = statistics.Lateness.Sum - sum;
        tickedAt = added > 0 ? now : tickedAt ?? now;
        ticks += added;
        sum += late;
        late = added > 0 ? late / added : now - tickedAt.Value - period;
        return late > limit ? late : TimeSpan.Zero;
    }
}
