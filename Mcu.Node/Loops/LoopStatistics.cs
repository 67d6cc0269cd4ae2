namespace Mcu.Node.Loops;

/// <summary>What a loop measures of itself. The loop's thread writes, any thread reads.</summary>
public sealed class LoopStatistics
{
    private long ticks;
    private long missed;
    private long faults;

    /// <summary>How long after its due time each tick began.</summary>
    public Histogram Lateness { get; } = new();

    /// <summary>How long the body took; the sum is the loop's busy time.</summary>
    public Histogram Work { get; } = new();

    /// <summary>Ticks on which the body ran.</summary>
    public long Ticks => Volatile.Read(ref ticks);

    /// <summary>Ticks that were due and did not run: the loop was late, or held back after faults.</summary>
    public long Missed => Volatile.Read(ref missed);

    /// <summary>Exceptions that came out of the body.</summary>
    public long Faults => Volatile.Read(ref faults);

    /// <summary>The priority that the kernel granted.</summary>
    public LoopPriority Priority { get; internal set; }

    internal void CountTick(TimeSpan lateness, TimeSpan work)
    {
        Lateness.Record(lateness);
        Work.Record(work);
        Volatile.Write(ref ticks, ticks + 1);
    }

    internal void CountMissed(long count) => Volatile.Write(ref missed, missed + count);

    internal void CountFault() => Volatile.Write(ref faults, faults + 1);
}
