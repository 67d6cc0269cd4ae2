using System.Diagnostics;

namespace Mcu.Tests.Bench.Measuring;

/// <summary>CPU-microseconds of a call, repeated; the first 300 ms are for the compiler and the caches.</summary>
public sealed class CallCost
{
    private const int WarmUpMilliseconds = 300;
    private const int SampleMilliseconds = 100;
    private readonly Action call;

    /// <summary>Warms up.</summary>
    public CallCost(Action call)
    {
        this.call = call;
        Repeat(WarmUpMilliseconds);
    }

    /// <summary>The mean of about 100 ms of calls.</summary>
    public double Microseconds()
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long calls = Repeat(SampleMilliseconds);
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / calls;
    }

    private long Repeat(int milliseconds)
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
