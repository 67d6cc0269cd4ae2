namespace Mcu.Node.Control;

/// <summary>Who speaks (quyền phát biểu) and who asked to.</summary>
/// <param name="Holder">Name of the site; null: nobody.</param>
/// <param name="Queue">First come, first.</param>
public sealed record FloorInfo(string? Holder, DateTimeOffset? GivenAt, IReadOnlyList<FloorWaiter> Queue)
{
    /// <summary>Nobody speaks, nobody asked.</summary>
    public static FloorInfo Free { get; } = new(Holder: null, GivenAt: null, []);
}

/// <summary>A site that asked for the floor.</summary>
public sealed record FloorWaiter(string Site, DateTimeOffset RequestedAt);
