namespace Mcu.Node.Loops;

/// <summary>
/// How a loop's thread competes for the processor. What the kernel refuses is tolerated, and seen in <see
/// cref="LoopStatistics.Priority"/>.
/// </summary>
public enum LoopPriority
{
    /// <summary>Like any other thread.</summary>
    Normal,

    /// <summary>Preferred over normal threads (nice -10).</summary>
    High,

    /// <summary>Before all normal threads (SCHED_RR): for a short body that must be on time.</summary>
    RealTime,
}
