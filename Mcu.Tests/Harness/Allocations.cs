namespace Mcu.Tests.Harness;

/// <summary>Measures what an action allocates when it is warm.</summary>
internal static class Allocations
{
    /// <summary>Bytes that the calling thread allocates in so many calls, after as many to warm up.</summary>
    public static long Of(Action action, int calls = 200)
    {
        for (int i = 0; i < calls; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < calls; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
