namespace Mcu.Node.Loops;

/// <summary>How a <see cref="PeriodicLoop"/> runs.</summary>
public sealed record PeriodicLoopOptions
{
    /// <summary>Names the thread and the metrics, such as <c>audio</c>; the kernel shows the first 15 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The time from tick to tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>
    /// How many ticks may run at once to catch up after lateness. 1: only the newest, as pictures want; more: as sound
    /// wants, whose samples must all be made.
    /// </summary>
    public int MaxCatchUp { get; init; } = 1;

    /// <summary>The priority to ask the kernel for.</summary>
    public LoopPriority Priority { get; init; }
}
