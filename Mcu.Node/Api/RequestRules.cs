using Google.Protobuf.WellKnownTypes;
using Mcu.Core.Composing;
using Mcu.Node.Control;
using Mcu.Node.Texts;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary>What each request must hold before the control loop sees it. Every method throws INVALID_ARGUMENT with all wrong fields.</summary>
internal static class RequestRules
{
    private const int MessageLength = 120;
    private const int NameLength = 80;
    private const double MinuteSeconds = 60;
    private const double DaySeconds = 86400;
    private const int OpIdLength = 64;

    public static void Check(CreateConferenceRequest request)
    {
        FieldRules rules = Act(request.OpId).Text("name", request.Name, NameLength);
        rules.Require(
            request.Name.Length == 0 || NameFolding.ToSipUser(request.Name).Length > 0, "name", FieldTexts.Letters, request.Name);
        rules.Require(
            request.Number.Length <= 16 && request.Number.All(char.IsAsciiDigit), "number", FieldTexts.Digits, request.Number);
        Check(rules, request.Video);
        Check(rules, request.Layout);
        rules.Require(System.Enum.IsDefined(request.Srtp), "srtp", FieldTexts.SrtpPolicy, $"{request.Srtp}");
        Duration(rules, "duration", request.Duration, MinuteSeconds, DaySeconds);
        rules.ThrowIfWrong();
    }

    public static void Check(SetLayoutRequest request)
    {
        FieldRules rules = ConferenceAct(request.OpId, request.Conference)
            .Require(request.Layout is not null, "layout", FieldTexts.Required, "");
        Check(rules, request.Layout);
        CheckAt(rules, request.At);
        rules.ThrowIfWrong();
    }

    public static void Check(FocusRequest request)
    {
        FieldRules rules = ConferenceAct(request.OpId, request.Conference);
        CheckAt(rules, request.At);
        rules.ThrowIfWrong();
    }

    /// <summary>What is wrong with a layout that another node directs; null: nothing.</summary>
    public static ControlError? Wrong(Layout? layout)
    {
        FieldRules rules = new FieldRules().Require(layout is not null, "layout", FieldTexts.Required, "");
        Check(rules, layout);
        return rules.Error;
    }

    /// <summary>What is wrong with a message that another node directs; null: nothing.</summary>
    public static ControlError? WrongMessage(string text) => text.Length == 0 ? null : new FieldRules().Text("text", text, MessageLength).Error;

    public static void Check(ExtendRequest request)
    {
        FieldRules rules = ConferenceAct(request.OpId, request.Conference)
            .Require(request.By is not null, "by", FieldTexts.Required, "");
        Duration(rules, "by", request.By, MinuteSeconds, DaySeconds);
        rules.ThrowIfWrong();
    }

    public static void Check(CallSiteRequest request)
    {
        FieldRules rules = ConferenceAct(request.OpId, request.Conference)
            .Require(request.Target.Length is > 0 and <= 255, "target", FieldTexts.Target, request.Target)
            .Range("retries", request.Retries, 0, 10, "");
        rules.Require(
            request.Name.Length <= NameLength,
            "name",
            FieldRules.Fill(FieldTexts.Length, ("min", 0), ("max", NameLength)),
            request.Name);
        Duration(rules, "retry_interval", request.RetryInterval, 1, 600);
        rules.ThrowIfWrong();
    }

    public static void Check(CancelCallRequest request) =>
        ConferenceAct(request.OpId, request.Conference).Text("call_op_id", request.CallOpId, OpIdLength).ThrowIfWrong();

    public static void CheckMute(string opId, string conference, string? site, bool all, IReadOnlyCollection<string> except)
    {
        FieldRules rules = ConferenceAct(opId, conference);
        if (!all)
        {
            rules.Text("site", site ?? "", NameLength);
        }

        rules.Require(all || except.Count == 0, "except", FieldTexts.ExceptWithoutAll, string.Join(", ", except));
        rules.ThrowIfWrong();
    }

    public static void Check(SetGainRequest request) => ConferenceAct(request.OpId, request.Conference)
        .Text("site", request.Site, NameLength)
        .Range("gain_db", request.GainDb, -40, 20, "dB")
        .ThrowIfWrong();

    public static void Check(StartRecordingRequest request) => ConferenceAct(request.OpId, request.Conference)
        .Require(IsFileName(request.FileName), "file_name", FieldTexts.FileName, request.FileName)
        .ThrowIfWrong();

    public static void Check(HandBackRequest request) => Act(request.OpId).Text("unit", request.Unit, NameLength).ThrowIfWrong();

    /// <summary>An act on a conference.</summary>
    public static void CheckAct(string opId, string conference) => ConferenceAct(opId, conference).ThrowIfWrong();

    /// <summary>An act on a site of a conference.</summary>
    public static void CheckAct(string opId, string conference, string site) =>
        ConferenceAct(opId, conference).Text("site", site, NameLength).ThrowIfWrong();

    /// <summary>A question about a conference.</summary>
    public static void CheckConference(string conference) =>
        new FieldRules().Text("conference", conference, NameLength).ThrowIfWrong();

    public static void Check(ShowMessageRequest request)
    {
        FieldRules rules = ConferenceAct(request.OpId, request.Conference);
        if (request.Text.Length > 0)
        {
            rules.Text("text", request.Text, MessageLength);
        }

        CheckAt(rules, request.At);
        rules.ThrowIfWrong();
    }

    public static void Check(WatchRequest request)
    {
        FieldRules rules = new FieldRules().Text("conference", request.Conference, NameLength);
        Duration(rules, "interval", request.Interval, 0.2, MinuteSeconds);
        rules.ThrowIfWrong();
    }

    private static FieldRules Act(string opId) => new FieldRules().Text("op_id", opId, OpIdLength);

    private static FieldRules ConferenceAct(string opId, string conference) =>
        Act(opId).Text("conference", conference, NameLength);

    private static void CheckAt(FieldRules rules, string unit) =>
        rules.Require(unit.Length <= NameLength, "at", FieldRules.Fill(FieldTexts.Length, ("min", 0), ("max", NameLength)), unit);

    private static void Check(FieldRules rules, VideoFormat? video)
    {
        if (video is null)
        {
            return;
        }

        rules.Require(
            video.Width == 0 == (video.Height == 0), "video.width", FieldTexts.SizeTogether, $"{video.Width}x{video.Height}");
        if (video.Width != 0 && video.Height != 0)
        {
            rules.Pixels("video.width", video.Width, 640, 1920, multiple: 16).Pixels("video.height", video.Height, 360, 1080, multiple: 2);
        }

        if (video.FrameRate != 0)
        {
            rules.Range("video.frame_rate", video.FrameRate, 10, 30, "fps");
        }

        if (video.BitrateKbps != 0)
        {
            rules.Range("video.bitrate_kbps", video.BitrateKbps, 64, 8000, "kbit/s");
        }
    }

    private static void Check(FieldRules rules, Layout? layout)
    {
        if (layout is null)
        {
            return;
        }

        rules.Require(
            layout.Kind is not LayoutKind.Unspecified && System.Enum.IsDefined(layout.Kind),
            "layout.kind",
            FieldTexts.LayoutKind,
            $"{layout.Kind}");
        if (layout.Kind is LayoutKind.Grid)
        {
            rules.Range("layout.rows", layout.Rows, 1, LayoutSpec.MaxGridSide, "");
            rules.Range("layout.columns", layout.Columns, 1, LayoutSpec.MaxGridSide, "");
        }

        if (layout.Kind is LayoutKind.OnePlus)
        {
            rules.Require(layout.Others is 5 or 7 or 9 or 12, "layout.others", FieldTexts.SmallTiles, $"{layout.Others}");
        }

        if (layout.Kind is LayoutKind.Panes)
        {
            CheckPanes(rules, layout.Panes);
        }
    }

    private static void CheckPanes(FieldRules rules, IReadOnlyList<string> panes)
    {
        rules.Range("layout.panes", panes.Count, 1, LayoutSpec.MaxPanes, "");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < panes.Count; i++)
        {
            rules.Text($"layout.panes[{i}]", panes[i], NameLength);
            rules.Require(taken.Add(NameFolding.Fold(panes[i])), $"layout.panes[{i}]", FieldTexts.SiteTwice, panes[i]);
        }
    }

    private static void Duration(FieldRules rules, string field, Duration? value, double min, double max)
    {
        if (value is not null)
        {
            rules.Range(field, value.Seconds + (value.Nanos / 1e9), min, max, "s");
        }
    }

    private static bool IsFileName(string name) =>
        name.Length <= 120 && name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\\', '\0') < 0 && !name.Any(char.IsControl);
}
