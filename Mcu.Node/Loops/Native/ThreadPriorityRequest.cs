namespace Mcu.Node.Loops.Native;

/// <summary>Asks the kernel for a priority of the calling thread, and takes the next lower one when refused (sched(7)).</summary>
internal static class ThreadPriorityRequest
{
    private const int RealTimePriority = 5;
    private const int Ordinary = 0;

    /// <summary>Of a preferred thread.</summary>
    public const int Nice = -10;

    /// <summary>The priority that was granted.</summary>
    public static LoopPriority Apply(LoopPriority wanted)
    {
        // Thread 0 is the calling thread, in both calls.
        if (wanted == LoopPriority.RealTime && LoopCalls.SetScheduler(0, LoopCalls.RoundRobin, RealTimePriority) == 0)
        {
            return LoopPriority.RealTime;
        }

        if (wanted != LoopPriority.Normal && LoopCalls.SetPriority(0, 0, Nice) == 0)
        {
            return LoopPriority.High;
        }

        _ = LoopCalls.SetPriority(0, 0, Ordinary); // it may have inherited more: see ProcessPriority
        return LoopPriority.Normal;
    }
}
