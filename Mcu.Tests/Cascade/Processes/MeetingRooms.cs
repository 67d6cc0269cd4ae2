using Mcu.Tests.Interop;
using SkiaSharp;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>What rooms of a meeting show and sound, and what they are to see and hear of one another.</summary>
internal static class MeetingRooms
{
    private const float Heard = -35, NotHeard = -50;

    public static readonly RoomContent Red = new(new SKColor(255, 0, 0), new SKColor(0, 0, 255), 500);
    public static readonly RoomContent Green = new(new SKColor(0, 255, 0), new SKColor(255, 0, 255), 800);
    public static readonly RoomContent Cyan = new(new SKColor(0, 255, 255), new SKColor(255, 255, 0), 1300);

    /// <summary>Waits until a room hears others; itself it must not hear.</summary>
    public static void Hears(DistantRoom room, params DistantRoom[] others)
    {
        foreach (DistantRoom other in others)
        {
            Within.Seconds(
                10,
                () => Last(room).LevelOf(other.Content.Hertz) > Heard,
                $"{room.Name} hears {other.Name}",
                () => $"{Last(room).LevelOf(other.Content.Hertz)} dBFS\n{room.Log}");
        }

        Assert.That(Last(room).LevelOf(room.Content.Hertz), Is.LessThan(NotHeard), $"{room.Name} hears itself");
    }

    // As much as a level is of.
    private static HeardSound Last(DistantRoom room) => room.HeardSince(room.HeardLength - TimeSpan.FromSeconds(2));

    /// <summary>Waits until a room sees others in the first of two by two tiles, in this order.</summary>
    public static void Sees(DistantRoom room, params DistantRoom[] tiles) => Sees(room, tiles, () => "");

    /// <summary>The same; what else there is to say when it never does.</summary>
    public static void Sees(DistantRoom room, DistantRoom[] tiles, Func<string> describe)
    {
        string seen = "";
        Within.Seconds(
            12,
            () => Shows(room, tiles, out seen),
            $"{room.Name} sees {string.Join(", ", tiles.Select(tile => tile.Name))}",
            () => $"{seen}\n{describe()}");
    }

    /// <summary>Whether the picture that a room gets now shows others so.</summary>
    public static bool Shows(DistantRoom room, DistantRoom[] tiles, out string seen)
    {
        using var picture = new SeenPicture(room.ReceivedPicture());
        seen = string.Join(' ', tiles.Select((_, tile) => picture.Describe(tile, columns: 2)));
        return tiles.Select((other, tile) => picture.Shows(other.Content, tile, columns: 2)).All(right => right);
    }
}
