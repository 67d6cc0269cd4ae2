using System.Diagnostics;
using Mcu.Core.Time;

namespace Mcu.Node.Loops;

/// <summary>
/// The node's clock: CLOCK_MONOTONIC in nanoseconds, the clock of <see cref="TimerFd"/> too, so that an
/// <see cref="Instant"/> can be handed to the kernel as it is.
/// </summary>
public static class MonotonicClock
{
    private static readonly double ToNanoseconds = 1e9 / Stopwatch.Frequency;

    /// <summary>The present.</summary>
    public static Instant Now => new(Stopwatch.Frequency == 1_000_000_000
        ? Stopwatch.GetTimestamp()
        : (long)(Stopwatch.GetTimestamp() * ToNanoseconds));
}
