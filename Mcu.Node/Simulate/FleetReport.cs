namespace Mcu.Node.Simulate;

/// <summary>What a fleet has measured.</summary>
/// <param name="Rooms">Each room's, in order.</param>
/// <param name="Lasted">From the first call on.</param>
/// <param name="ProcessorMilliseconds">CPU time that this process used meanwhile, ms.</param>
public sealed record FleetReport(IReadOnlyList<RoomReport> Rooms, TimeSpan Lasted, double ProcessorMilliseconds)
{
    /// <summary>Rooms that pass every check.</summary>
    public int Passed => Rooms.Count(room => room.Passes);

    /// <summary>Whether every room passes.</summary>
    public bool Passes => Rooms.Count > 0 && Passed == Rooms.Count;

    /// <summary>The median of what rooms measured; null when none did.</summary>
    public TimeSpan? Median(Func<RoomReport, TimeSpan?> of) => Quantile(of, 0.5);

    /// <summary>The worst of what rooms measured; null when none did.</summary>
    public TimeSpan? Worst(Func<RoomReport, TimeSpan?> of) => Quantile(of, 1);

    private TimeSpan? Quantile(Func<RoomReport, TimeSpan?> of, double share)
    {
        TimeSpan[] values = [.. Rooms.Select(of).OfType<TimeSpan>().Order()];
        return values.Length == 0 ? null : values[Math.Min(values.Length - 1, (int)(values.Length * share))];
    }
}
