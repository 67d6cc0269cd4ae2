using Mcu.Tests.Harness;
using Mcu.V1;
using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>What rooms send, and what is asked of rooms.</summary>
internal static class Rooms
{
    /// <summary>Sends red and 510 Hz.</summary>
    public static BaresipRoom Red(string account, string name = "red") => new(name, "red", 510, account);

    /// <summary>Sends green and 820 Hz.</summary>
    public static BaresipRoom Lime(string account, string name = "lime") => new(name, "lime", 820, account);

    /// <summary>Sends blue and 1330 Hz.</summary>
    public static BaresipRoom Blue(string account, string name = "blue") => new(name, "blue", 1330, account);

    /// <summary>Waits until these are connected and send sound and picture.</summary>
    public static void AllSend(NodeProcess node, params BaresipProcess[] rooms) => Wait.Until(
        () => rooms.All(room => Sends(node.Site(room.Name))),
        "all rooms send sound and picture",
        () => $"{node}\n{string.Join<BaresipProcess>('\n', rooms)}");

    /// <summary>Whether a site sends both.</summary>
    public static bool Sends(Site? site) => site is { State: SiteState.Connected, VideoIn.FrameRate: > 5, AudioIn.BitrateKbps: > 5 };

    /// <summary>Waits until a picture shows each room's color in a tile of about the right size.</summary>
    public static void ShowsTiles(string who, Func<SeenPicture> look, double share, params BaresipRoom[] rooms)
    {
        double[] found = [];
        Wait.Until(
            () =>
            {
                using SeenPicture seen = look();
                found = [.. rooms.Select(room => seen.ShareOf(ColorOf(room)))];
                return found.All(each => each > share * 0.6 && each < share * 1.2);
            },
            $"{who} sees {rooms.Length} tiles of {share:P0} of the picture, each of its room's color",
            () => string.Join(' ', found.Select(each => $"{each:P0}")));
    }

    /// <summary>Waits until a room hears these tones; then, over two seconds, it must not have heard its own.</summary>
    public static void HearsOthers(BaresipProcess room, params BaresipRoom[] others)
    {
        foreach (BaresipRoom other in others)
        {
            Hears(room, other);
        }

        float own = room.ReceivedSound().Last(2).LoudestDbfs(room.Room.Hertz);
        Assert.That(own, Is.LessThan(-50), $"{room.Name} hears itself, in dBFS");
    }

    /// <summary>Waits until a room hears another's tone.</summary>
    public static void Hears(BaresipProcess room, BaresipRoom other) => Wait.Until(
        () => room.ReceivedSound().Last(1).LoudestDbfs(other.Hertz) > -40,
        $"{room.Name} hears {other.Name}",
        () => $"{room.ReceivedSound().Last(1).LoudestDbfs(other.Hertz)} dBFS of {other.Hertz} Hz\n{room}");

    private static SKColor ColorOf(BaresipRoom room) => room.Color switch
    {
        "red" => new SKColor(255, 0, 0),
        "lime" => new SKColor(0, 255, 0),
        _ => new SKColor(0, 0, 255),
    };
}
