namespace Mcu.Tests.Bench.Measuring;

/// <summary>CPU time of this process, user and system, all threads.</summary>
public static class OwnCpu
{
    /// <summary>CPU-milliseconds that the work took.</summary>
    public static double Milliseconds(Action work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
