using Mcu.Core.Codecs;
using Mcu.Node.Cli.Tables;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mcu.Node.Cli.Simulate;

/// <summary>What rooms have measured, a line each; the worst ones when there are many.</summary>
internal static class SimulateTable
{
    private const int MostRows = 20;

    /// <summary>The table with its legend.</summary>
    public static IRenderable Of(FleetReport report, Language language, int width)
    {
        TableBuilder table = Head(language, width);
        RoomReport[] rooms = report.Rooms.Count <= MostRows
            ? [.. report.Rooms]
            : [.. report.Rooms.OrderByDescending(room => room.Failed.Count).ThenByDescending(room => room.FirstPicture).Take(MostRows)];
        foreach (RoomReport room in rooms)
        {
            table.Styled(room.Passes ? "default" : "red", Cells(room, language));
        }

        string shown = rooms.Length < report.Rooms.Count
            ? SimulateTexts.WorstOnly.In(language, ("shown", rooms.Length), ("total", report.Rooms.Count)) + " "
            : "";
        return new Rows(table.Build(), new Markup($"[grey]{Markup.Escape(shown + SimulateTexts.Legend.In(language))}[/]"));
    }

    /// <summary>The totals as a line.</summary>
    public static string Totals(FleetReport report, Language language) => SimulateTexts.Totals.In(
        language,
        ("passed", report.Passed),
        ("total", report.Rooms.Count),
        ("answer", Milliseconds(report.Median(room => room.Answered))),
        ("packet", Milliseconds(report.Median(room => room.FirstPacket))),
        ("picture", Milliseconds(report.Median(room => room.FirstPicture))),
        ("latency", Milliseconds(report.Median(room => room.Latency))),
        ("cpu", $"{report.ProcessorMilliseconds / report.Lasted.TotalSeconds:0}"));

    /// <summary>What became of the slides; null: nobody has a second screen to see them on.</summary>
    public static string? Slides(FleetReport report, Language language)
    {
        RoomReport[] viewers = [.. report.Rooms.Where(room => room.Room is { HasSecondScreen: true, Presents: false })];
        return viewers.Length == 0 ? null : SimulateTexts.SlidesSeen.In(
            language,
            ("seen", viewers.Count(room => room.FirstSlide is not null)),
            ("total", viewers.Length),
            ("time", Milliseconds(report.Median(room => room.FirstSlide))));
    }

    private static TableBuilder Head(Language language, int width) => new TableBuilder(language, width)
        .Names(SimulateTexts.ColSite)
        .Fixed(SimulateTexts.ColJoin)
        .Fixed(SimulateTexts.ColSize)
        .Numbers("fps")
        .Numbers(SimulateTexts.ColFreezes.In(language))
        .Numbers(SimulateTexts.ColLoss.In(language))
        .Fixed(SimulateTexts.ColHeard)
        .Numbers(SimulateTexts.ColOwn.In(language))
        .Numbers(SimulateTexts.ColLatency.In(language))
        .Words(SimulateTexts.ColResult);

    private static string[] Cells(RoomReport room, Language language) =>
    [
        room.Room.Name,
        $"{Number(room.Answered)}/{Number(room.FirstPacket)}/{Number(room.FirstPicture)}",
        room.Width > 0 ? $"{room.Width}x{room.Height}" : room.VideoCodec switch
        {
            VideoCodec.H264 => "H264",
            VideoCodec.Vp8 => "VP8",
            _ => Formats.Or(""),
        },
        room.FramesPerSecond is { } rate ? $"{rate:0.#}" : Formats.Or(""),
        $"{room.Freezes}",
        Formats.Short(Math.Max(room.AudioLossPercent, room.VideoLossPercent)),
        $"{room.TurnsHeard}/{room.TurnsExpected}",
        Formats.Short(room.OwnVoiceDb),
        Number(room.Latency),
        Result(room, language),
    ];

    private static string Result(RoomReport room, Language language) => room switch
    {
        { Passes: true } => SimulateTexts.Passes.In(language),
        { State: RoomState.Failed } => SimulateTexts.CallFailed.In(language, ("status", room.SipStatus)),
        { State: RoomState.Dropped } => SimulateTexts.Dropped.In(language, ("status", room.SipStatus)),
        { State: RoomState.Calling or RoomState.Idle } => SimulateTexts.NoAnswer.In(language),
        _ => string.Join(", ", room.Failed.Select(check => SimulateTexts.Of(check).In(language))),
    };

    private static string Number(TimeSpan? time) => time is { } known ? $"{known.TotalMilliseconds:0}" : Formats.Or("");

    private static string Milliseconds(TimeSpan? time) => time is { } known ? $"{known.TotalMilliseconds:0} ms" : "";
}
