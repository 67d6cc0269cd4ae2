using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Recording;
using Mcu.Node.Alarms;
using Mcu.Node.Calls;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Node.Conferences;

/// <summary>The details of an event as data, under the keys that <c>proto/mcu/v1</c> lists at <c>Event.details</c>.</summary>
public static class EventDetails
{
    /// <summary>The details of what happened; a value that there is none of has no key.</summary>
    /// <param name="state">The conference after it happened.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="call">The site's call; none: it has none.</param>
    public static IReadOnlyDictionary<string, string> Of(Conference state, ConferenceEvent happened, LiveCall? call = null)
    {
        (string Key, string? Value)[] details = happened.Kind switch
        {
            Created => [("number", state.Settings.Number), ("layout", state.Layout.ToString())],
            Ended => Reason(happened.Detail),
            SiteCalling => [("uri", happened.Detail)],
            SiteJoined => Joined(call, state.Find(happened.Site)?.Address),
            SiteLeft => [("from", Word(happened.Former)), .. Reason(happened.Detail)],
            FloorTaken or ContentStopped => Reason(happened.Detail),
            SpeakerChanged or ContentStarted => [("from", Title(state, happened.Former))],
            RecordingStarted or RecordingStopped => [("path", happened.Detail)],
            _ => Change(state, happened),
        };
        return Present(details);
    }

    /// <summary>The details of a recording that broke off.</summary>
    public static IReadOnlyDictionary<string, string> OfRecording(string path, RecordingError error, string cause) =>
        Present([("path", path), ("error", Word(error.ToString())), ("cause", cause)]);

    /// <summary>The details of an alarm; what was measured is told when it is raised only.</summary>
    public static IReadOnlyDictionary<string, string> OfAlarm(AlarmChange change) => Present(
    [
        ("alarm", Word(change.Sign.Kind.ToString())),
        ("subject", change.Sign.Subject),
        .. change.IsRaised ? change.Sign.Details.Select(detail => (detail.Key, (string?)detail.Value)) : [],
    ]);

    private static (string Key, string? Value)[] Change(Conference state, ConferenceEvent happened) => happened.Kind switch
    {
        LayoutChanged => [("change", "layout"), ("from", Layout(state, happened.Former)), ("to", Layout(state, happened.Detail))],
        ChairAppointed => [("change", "chair"), ("from", Title(state, happened.Former)), ("to", Title(state, happened.Site))],
        FocusChanged => [("change", "focus"), ("from", Title(state, happened.Former)), ("to", Title(state, happened.Site))],
        MessageChanged => [("change", "message"), ("from", happened.Former), ("to", happened.Detail)],
        Extended => [("change", "end"), ("from", happened.Former), ("to", happened.Detail)],
        GainChanged => [("change", "gain"), ("from", happened.Former), ("to", happened.Detail)],
        Muted or Unmuted => [("change", Word(happened.Kind.ToString())), ("by", Word(happened.Detail))],
        SiteBound => [("change", "bound"), ("uri", happened.Detail)],
        SiteRinging => [("change", "ringing")],
        SiteHeld => [("change", "held")],
        SiteResumed => [("change", "resumed")],
        FloorRequestCanceled => [("change", "request_canceled")],
        Locked or Unlocked => [("change", Word(happened.Kind.ToString()))],
        _ => [],
    };

    private static (string Key, string? Value)[] Joined(LiveCall? call, string? address) =>
    [
        ("direction", call?.Sip.IsIncoming switch { true => "in", false => "out", null => null }),
        ("uri", address ?? call?.Sip.Dialog?.RemoteTarget),
        ("audio", call?.Session?.Audio is { } audio ? RtpNames.Of(audio.Codec) : null),
        ("video", call?.Session?.Video is { } video ? RtpNames.Of(video.Codec) : null),
    ];

    private static (string Key, string? Value)[] Reason(string because) => CallReasons.TryGetStatus(because, out int status, out string phrase)
        ? [("sip_status", $"{status}"), ("sip_phrase", phrase)]
        : [("reason", because)];

    private static string? Title(Conference state, string site) => site.Length == 0 ? null : state.Find(site)?.Title ?? site;

    // Operators name sites in layouts by their names.
    private static string Layout(Conference state, string text) => LayoutSpec.TryParse(text, out LayoutSpec spec, out _) && spec is LayoutSpec.Panes panes
        ? new LayoutSpec.Panes([.. panes.Sites.Select(site => Title(state, site)!)]).ToString()
        : text;

    private static Dictionary<string, string> Present((string Key, string? Value)[] details) => details
        .Where(detail => detail.Value is { Length: > 0 })
        .ToDictionary(detail => detail.Key, detail => detail.Value!, StringComparer.Ordinal);

    private static string Word(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
