using System.Globalization;
using Mcu.Node.Texts;
using Mcu.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mcu.Node.Cli.Tables;

/// <summary>What <c>mcu watch</c> shows: one line per site, everything measured over the last second.</summary>
internal static class WatchTable
{
    /// <summary>Lines around the rows: title, head, rule, legend.</summary>
    private const int Frame = 7;

    /// <summary>What decoders make of silence lies a little above digital silence.</summary>
    private const double Silent = -100;

    /// <summary>The whole display; no more rows than the lines allow (0: all).</summary>
    public static IRenderable Of(WatchUpdate update, CliCall call, int lines)
    {
        Language language = call.Output.Language;
        TableBuilder table = Head(language, call.Environment.Width);
        int room = lines == 0 ? int.MaxValue : Math.Max(1, lines - Frame - update.Faults.Count);
        foreach (Site site in update.Sites.Take(room))
        {
            table.Styled(SiteMarks.StyleOf(site.State), Cells(site, language));
        }

        int hidden = Math.Max(0, update.Sites.Count - room);
        string legend = hidden > 0 ? $"… +{hidden}  {TableTexts.Marks.In(language)}" : TableTexts.Marks.In(language);
        IRenderable[] faults = [.. update.Faults.Select(fault => new Markup($"[red]{Markup.Escape(Say(fault, call))}[/]"))];
        return new Rows([new Markup(Title(update, call)), .. faults, table.Build(), new Markup($"[grey]{Markup.Escape(legend)}[/]")]);
    }

    private static string Say(UnitFault fault, CliCall call) => call.Output.Say(
        CliTexts.UnitInTrouble, ("unit", fault.Unit), ("affected", fault.Affected), ("sites", fault.Sites));

    private static TableBuilder Head(Language language, int width) => new TableBuilder(language, width)
        .Names(TableTexts.Site)
        .Fixed(TableTexts.State)
        .Signs()
        .Fixed(TableTexts.Codec)
        .Fixed(TableTexts.Size)
        .Numbers("fps")
        .Numbers("kbit/s")
        .Numbers(TableTexts.Loss.In(language))
        .Numbers(TableTexts.Jitter.In(language))
        .Numbers("RTT")
        .Numbers("dBFS");

    private static string[] Cells(Site site, Language language) =>
    [
        SiteMarks.PathOf(site),
        StateTexts.Of(site.State).In(language),
        SiteMarks.Of(site),
        Codecs(site),
        SizeOf(site.VideoIn),
        Formats.Short(site.VideoIn?.FrameRate),
        $"{Kbps(site.AudioIn, site.VideoIn)}/{Kbps(site.AudioOut, site.VideoOut)}",
        Formats.Short(Worst(site.AudioIn?.LossPercent, site.VideoIn?.LossPercent)),
        Formats.Short(Worst(site.AudioIn?.JitterMs, site.VideoIn?.JitterMs)),
        Formats.Short(site.RttMs < 0 ? null : site.RttMs),
        site.LevelDbfs <= Silent ? Formats.Or("") : $"{site.LevelDbfs:0}",
    ];

    private static string Title(WatchUpdate update, CliCall call)
    {
        Conference conference = update.Conference;
        Language language = call.Output.Language;
        string[] parts =
        [
            $"{conference.ConnectedSites}/{conference.TotalSites}",
            LayoutText.Of(conference.Layout),
            $"{conference.Video.Width}x{conference.Video.Height}@{Formats.Short(update.FrameRate)}",
            Formats.Time(update.At, call.Environment),
            .. conference.Recording ? new[] { $"● {TableTexts.Recording.In(language)}" } : [],
            .. update.Missed > 0 ? new[] { call.Output.Say(CliTexts.UpdatesMissed, ("count", update.Missed)) } : [],
        ];
        return $"[bold]{Markup.Escape(conference.Name)}[/]  {Markup.Escape(string.Join("  ", parts))}";
    }

    /// <summary>In, and out where that differs: <c>H264 opus</c>, <c>VP8→H264 PCMA</c>.</summary>
    private static string Codecs(Site site)
    {
        string[] both = [Pair(site.VideoIn, site.VideoOut), Pair(site.AudioIn, site.AudioOut)];
        return Formats.Or(string.Join(' ', both.Where(text => text.Length > 0)));
    }

    private static string Pair(MediaStream? incoming, MediaStream? outgoing) => (incoming?.Codec, outgoing?.Codec) switch
    {
        (null, null) => "",
        (null, { } only) => $"→{only}",
        ({ } only, null) => only,
        ({ } one, { } other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase) ? one : $"{one}→{other}",
    };

    private static string SizeOf(MediaStream? video) =>
        video is null || video.Width == 0 ? Formats.Or("") : $"{video.Width}x{video.Height}";

    private static string Kbps(MediaStream? audio, MediaStream? video) => audio is null && video is null
        ? Formats.Or("")
        : ((audio?.BitrateKbps ?? 0) + (video?.BitrateKbps ?? 0)).ToString("0", CultureInfo.InvariantCulture);

    private static double? Worst(double? a, double? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);
}
