using Mcu.Node.Simulate.Pictures;

namespace Mcu.Node.Simulate;

/// <summary>How long a room went without sound and without a picture at most, since <see cref="RoomFleet.BeginOutage"/>.</summary>
/// <param name="Room">Which room.</param>
/// <param name="Sound">Without a packet of sound.</param>
/// <param name="Picture">Without a picture.</param>
public sealed record RoomGaps(RoomPlan Room, TimeSpan Sound, TimeSpan Picture)
{
    /// <summary>The longest leap in another room's frames; null: it does not decode, or saw none.</summary>
    public FrameLeap? Leap { get; init; }
}
