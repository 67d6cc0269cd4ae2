namespace Mcu.Node.Simulate;

/// <summary>What a room must reach to pass.</summary>
public sealed record CheckLimits
{
    /// <summary>Longest time in which the picture does not go on before it counts as a freeze.</summary>
    public TimeSpan Freeze { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Most freezes.</summary>
    public int MaxFreezes { get; init; }

    /// <summary>Least frame rate, as a share of what rooms send.</summary>
    public double MinFrameRateShare { get; init; } = 0.6;

    /// <summary>Most packets lost of sound or picture, %.</summary>
    public double MaxLossPercent { get; init; } = 1;

    /// <summary>Most of the room's own voice that may come back, dB against what it sent.</summary>
    public double MaxOwnVoiceDb { get; init; } = -20;

    /// <summary>Least share of the others' turns that must be heard.</summary>
    public double MinTurnsHeardShare { get; init; } = 0.5;
}
