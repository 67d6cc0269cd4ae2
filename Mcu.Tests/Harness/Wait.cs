using System.Diagnostics;

namespace Mcu.Tests.Harness;

/// <summary>Waits for other processes: until something holds, or a deadline far beyond need has passed.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until a condition holds; fails the test with what was found instead when it never does.</summary>
    public static void Until(Func<bool> condition, string what, Func<string>? found = null)
    {
        if (!Within(Patience, condition))
        {
            Assert.Fail($"never happened in {Patience.TotalSeconds} s: {what}\n{found?.Invoke()}");
        }
    }

    /// <summary>Waits until a condition holds; false when it does not within the time.</summary>
    public static bool Within(TimeSpan time, Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > time)
            {
                return false;
            }

            Thread.Sleep(BetweenLooks);
        }

        return true;
    }
}
