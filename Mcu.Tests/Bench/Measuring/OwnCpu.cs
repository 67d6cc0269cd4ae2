using System.Diagnostics;

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

    /// <summary>
    /// CPU-microseconds of one call: warms up for 300 ms so that the compiler has done its best, then repeats for so long.
    /// </summary>
    public static double MicrosecondsPerCall(Action call, int milliseconds = 250)
    {
        Repeat(call, 300);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long calls = Repeat(call, milliseconds);
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / calls;
    }

    private static long Repeat(Action call, int milliseconds)
    {
        long calls = 0;
        var watch = Stopwatch.StartNew();
        while (watch.ElapsedMilliseconds < milliseconds)
        {
            call();
            calls++;
        }

        return calls;
    }
}
