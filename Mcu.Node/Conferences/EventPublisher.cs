using Mcu.Core.Conferences;
using Mcu.Node.Alarms;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>Tells operators what happened in a conference, in the API's words.</summary>
public sealed class EventPublisher(EventHistory history)
{
    /// <summary>Publishes what a command did.</summary>
    /// <param name="conference">The conference's id.</param>
    /// <param name="state">Its state after the command.</param>
    /// <param name="happened">What the command did.</param>
    /// <param name="call">The site's call, if it has one.</param>
    public void Publish(string conference, Conference state, ConferenceEvent happened, LiveCall? call = null) =>
        Publish(conference, state, happened, EventDetails.Of(state, happened, call));

    /// <summary>Publishes that a recording broke off.</summary>
    public void RecordingFailed(string conference, Conference state, string path, Core.Recording.RecordingError error, string cause) => Publish(
        conference, state, new ConferenceEvent(ConferenceEventKind.RecordingFailed), EventDetails.OfRecording(path, error, cause));

    /// <summary>Publishes an alarm of the node itself, or that it is over.</summary>
    public void Alarm(AlarmChange change) => history.Publish(
        DateTimeOffset.UtcNow,
        change.IsRaised ? ControlEventKind.Alarm : ControlEventKind.AlarmCleared,
        details: EventDetails.OfAlarm(change));

    /// <summary>Publishes what became of a link.</summary>
    /// <param name="kind">One of the link's kinds.</param>
    /// <param name="details">As the proto lists them.</param>
    public void Link(ControlEventKind kind, IReadOnlyDictionary<string, string> details) => history.Publish(DateTimeOffset.UtcNow, kind, details: details);

    /// <summary>Publishes what became of this node's role in its HA group.</summary>
    /// <param name="kind">One of the kinds of HA.</param>
    /// <param name="details">As the proto lists them.</param>
    public void Failover(ControlEventKind kind, IReadOnlyDictionary<string, string> details) => history.Publish(DateTimeOffset.UtcNow, kind, details: details);

    private void Publish(string conference, Conference state, ConferenceEvent happened, IReadOnlyDictionary<string, string> details)
    {
        string? site = happened.Site.Length == 0 ? null : state.Find(happened.Site)?.Title ?? happened.Site;
        history.Publish(DateTimeOffset.UtcNow, KindOf(happened.Kind), conference, state.Settings.Title, site, details);
    }

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
        ConferenceEventKind.ContentStarted => ControlEventKind.ContentStarted,
        ConferenceEventKind.ContentStopped => ControlEventKind.ContentStopped,
        ConferenceEventKind.RecordingStarted => ControlEventKind.RecordingStarted,
        ConferenceEventKind.RecordingStopped => ControlEventKind.RecordingStopped,
        ConferenceEventKind.RecordingFailed => ControlEventKind.RecordingFailed,
        ConferenceEventKind.LayoutChanged or ConferenceEventKind.ChairAppointed or ConferenceEventKind.FocusChanged or ConferenceEventKind.Locked
            or ConferenceEventKind.Unlocked or ConferenceEventKind.MessageChanged or ConferenceEventKind.Extended => ControlEventKind.ConferenceChanged,
        _ => ControlEventKind.SiteChanged,
    };
}
