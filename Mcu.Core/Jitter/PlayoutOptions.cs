namespace Mcu.Core.Jitter;

/// <summary>Bounds of the adaptive playout delay.</summary>
public sealed record PlayoutOptions
{
    /// <summary>Least target delay, in ms: one frame of the mixer.</summary>
    public double MinimumDelayMs { get; init; } = 20;

    /// <summary>Greatest target delay, in ms: what comes later than this is lost.</summary>
    public double MaximumDelayMs { get; init; } = 200;

    /// <summary>Target before the network is known, in ms.</summary>
    public double InitialDelayMs { get; init; } = 40;
}
