namespace Mcu.Tests.Rtp;

/// <summary>Measures what an action allocates on this thread.</summary>
internal static class Allocation
{
    /// <summary>Runs the action once to warm up, then again, and returns the bytes allocated by the second run.</summary>
    public static long Of(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
