using Mcu.Node.Loops.Native;

namespace Mcu.Node.Loops;

/// <summary>
/// Prefers everything in this process that is no work on pictures: the thread pool too, on which links and the consensus of an HA
/// group answer within milliseconds or are taken for dead. Loops that compose and encode and decode workers ask for the ordinary priority themselves.
/// </summary>
public static class ProcessPriority
{
    private const int PoolThreads = 16;

    /// <summary>Raises all threads that there are; those that they start inherit it. What the kernel refuses is left as it is.</summary>
    public static void Raise()
    {
        if (OperatingSystem.IsLinux())
        {
            foreach (string task in Directory.GetDirectories("/proc/self/task"))
            {
                _ = LoopCalls.SetPriority(0, uint.Parse(Path.GetFileName(task), System.Globalization.CultureInfo.InvariantCulture), ThreadPriorityRequest.Nice);
            }
        }

        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, PoolThreads), ports); // a pool that has to grow first adds two threads a second
    }
}
