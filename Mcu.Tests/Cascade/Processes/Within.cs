using System.Diagnostics;
using Grpc.Core;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>Waits for nodes, and tells how long it took.</summary>
internal static class Within
{
    /// <summary>Waits until a condition holds; a node that does not answer does not fulfil it. The time goes into the test's output.</summary>
    /// <param name="limit">Beyond it the test has failed.</param>
    /// <param name="condition">What is to hold.</param>
    /// <param name="what">The same in words.</param>
    /// <param name="log">What a failure should tell.</param>
    public static TimeSpan Seconds(double limit, Func<bool> condition, string what, Func<string>? log = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Holds(condition))
        {
            Assert.That(Stopwatch.GetElapsedTime(start).TotalSeconds, Is.LessThan(limit), $"never happened: {what}\n{log?.Invoke()}");
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(20)); // between two looks at another process
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        TestContext.Out.WriteLine($"{took.TotalMilliseconds,6:0} ms: {what}");
        return took;
    }

    /// <summary>Lets time pass in which a line is bad.</summary>
    public static void Passes(TimeSpan time)
    {
        using var pause = new ManualResetEventSlim();
        pause.Wait(time);
    }

    private static bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (RpcException)
        {
            return false;
        }
    }
}
