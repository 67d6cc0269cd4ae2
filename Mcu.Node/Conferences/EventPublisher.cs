using Mcu.Core.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>Tells operators what happened in a conference, in the API's words.</summary>
public sealed class EventPublisher(EventHistory history)
{
    /// <summary>Publishes what a command did.</summary>
    public void Publish(LiveConference conference, ConferenceEvent happened)
    {
        string? site = happened.Site.Length == 0 ? null : conference.State.Find(happened.Site)?.Title ?? happened.Site;
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["what"] = Snake(happened.Kind.ToString()) };
        if (happened.Detail.Length > 0)
        {
            details["detail"] = happened.Detail;
        }

        history.Publish(DateTimeOffset.UtcNow, KindOf(happened.Kind), conference.Id, conference.State.Settings.Title, site, details);
    }

    /// <summary>Publishes an alarm of the node itself.</summary>
    public void Alarm(string what, string detail) => history.Publish(
        DateTimeOffset.UtcNow,
        ControlEventKind.Alarm,
        details: new Dictionary<string, string>(StringComparer.Ordinal) { ["what"] = what, ["detail"] = detail });

    private static ControlEventKind KindOf(ConferenceEventKind kind) => kind switch
    {
        ConferenceEventKind.Created => ControlEventKind.ConferenceCreated,
        ConferenceEventKind.Ended => ControlEventKind.ConferenceEnded,
        ConferenceEventKind.SiteCalling => ControlEventKind.SiteCalling,
        ConferenceEventKind.SiteJoined => ControlEventKind.SiteConnected,
        ConferenceEventKind.SiteLeft => ControlEventKind.SiteDisconnected,
        ConferenceEventKind.SignalLost => ControlEventKind.SiteSignalLost,
        ConferenceEventKind.SignalReturned => ControlEventKind.SiteSignalBack,
        ConferenceEventKind.SpeakerChanged => ControlEventKind.SpeakerChanged,
        ConferenceEventKind.FloorRequested => ControlEventKind.FloorRequested,
        ConferenceEventKind.FloorGiven => ControlEventKind.FloorGiven,
        ConferenceEventKind.FloorTaken => ControlEventKind.FloorTaken,
        ConferenceEventKind.RecordingStarted => ControlEventKind.RecordingStarted,
        ConferenceEventKind.RecordingStopped => ControlEventKind.RecordingStopped,
        ConferenceEventKind.RecordingFailed => ControlEventKind.RecordingFailed,
        ConferenceEventKind.LayoutChanged or ConferenceEventKind.ChairAppointed or ConferenceEventKind.FocusChanged or ConferenceEventKind.Locked
            or ConferenceEventKind.Unlocked or ConferenceEventKind.Extended => ControlEventKind.ConferenceChanged,
        _ => ControlEventKind.SiteChanged,
    };

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
