namespace Mcu.Tests.Cascade.Processes;

/// <summary>What a line between two places does to what it carries.</summary>
internal sealed record LineConditions
{
    /// <summary>Everything passes at once.</summary>
    public static readonly LineConditions Good = new();

    /// <summary>As behind a firewall that knows only TCP.</summary>
    public static readonly LineConditions NoUdp = new() { PassesUdp = false };

    /// <summary>Half-open: connections stay, and nothing more comes on them. UDP goes on.</summary>
    public static readonly LineConditions NoTcp = new() { PassesTcp = false };

    /// <summary>The cable is cut, and neither end notices.</summary>
    public static readonly LineConditions Cut = new() { PassesTcp = false, PassesUdp = false };

    public bool PassesUdp { get; init; } = true;

    public bool PassesTcp { get; init; } = true;

    /// <summary>Share of the frames that are lost, 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>One way.</summary>
    public TimeSpan Delay { get; init; }
}
