using System.Diagnostics;

namespace Mcu.Tests.Interop;

/// <summary>Waits for other processes: until something holds, or a deadline far beyond need has passed.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Until(Func<bool> condition, string what, Func<string>? log = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Patience), $"never happened: {what}\n{log?.Invoke()}");
            Thread.Yield();
            using var pause = new ManualResetEventSlim();
            pause.Wait(TimeSpan.FromMilliseconds(50)); // between two looks at another process; nothing is asserted on it
        }
    }
}
