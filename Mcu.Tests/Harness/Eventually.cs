using System.Diagnostics;

namespace Mcu.Tests.Harness;

/// <summary>Waits for what other threads do: until it holds, or a deadline that is far beyond need has passed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits until a condition holds, and fails the test when it never does.</summary>
    public static void That(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        var spin = new SpinWait();
        while (!condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Patience), $"never happened: {what}");
            spin.SpinOnce(sleep1Threshold: 20);
        }
    }
}
