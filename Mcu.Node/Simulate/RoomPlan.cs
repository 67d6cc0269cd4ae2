using Mcu.Core.Codecs;

namespace Mcu.Node.Simulate;

/// <summary>What one room is.</summary>
/// <param name="Index">Counts from 0; watchers come last.</param>
/// <param name="Name">What its caption says.</param>
/// <param name="AudioCodec">The one codec of sound that it offers.</param>
/// <param name="IsWatcher">It only watches and listens.</param>
/// <param name="Decodes">It decodes the picture that it gets.</param>
public sealed record RoomPlan(int Index, string Name, AudioCodec AudioCodec, bool IsWatcher, bool Decodes)
{
    /// <summary>It has a second screen.</summary>
    public bool HasSecondScreen { get; init; }

    /// <summary>It presents slides on it.</summary>
    public bool Presents => HasSecondScreen && Index == 0;

    /// <summary>The user part of its address.</summary>
    public string User => IsWatcher ? $"watcher-{Index + 1}" : $"room-{Index + 1}";

    /// <summary>All rooms of a fleet.</summary>
    public static IReadOnlyList<RoomPlan> Of(FleetOptions options) =>
    [
        .. Enumerable.Range(0, options.Rooms).Select(index => new RoomPlan(
            index,
            SiteNames.Of(options.Names, index, options.Sites),
            options.AudioCodecs[index % options.AudioCodecs.Count],
            index >= options.Sites,
            options.Receive == ReceiveMode.All || (options.Receive == ReceiveMode.First && index == 0))
        {
            HasSecondScreen = index < Math.Min(options.SecondScreens, options.Sites),
        }),
    ];
}
