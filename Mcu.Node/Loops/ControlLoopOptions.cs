namespace Mcu.Node.Loops;

/// <summary>How a <see cref="ControlLoop"/> runs.</summary>
public sealed record ControlLoopOptions
{
    /// <summary>Names the thread and the metrics.</summary>
    public string Name { get; init; } = "control";

    /// <summary>How many commands may wait; more are refused.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>How long <see cref="ControlLoop.Dispose"/> waits for the commands that were accepted.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(5);
}
