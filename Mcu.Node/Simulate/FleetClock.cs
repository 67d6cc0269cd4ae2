using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Node.Simulate;

/// <summary>The time of a fleet: from its start, by which turns to speak are counted.</summary>
internal sealed class FleetClock
{
    /// <summary>The fleet's start.</summary>
    public Instant Epoch { get; } = MonotonicClock.Now;

    /// <summary>Time since the start.</summary>
    public TimeSpan At(Instant now) => now - Epoch;
}
