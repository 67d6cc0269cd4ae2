namespace Mcu.Node.Control;

/// <summary>What can happen; the same list as the proto's EventKind.</summary>
public enum ControlEventKind
{
    ConferenceCreated,
    ConferenceEnded,
    ConferenceChanged,
    SiteCalling,
    SiteConnected,
    SiteDisconnected,
    SiteSignalLost,
    SiteSignalBack,
    SiteChanged,
    SpeakerChanged,
    FloorRequested,
    FloorGiven,
    FloorTaken,
    RecordingStarted,
    RecordingStopped,
    RecordingFailed,
    Alarm,
    AlarmCleared,
    LinkUp,
    LinkDown,
    LinkRefused,
    HaRoleChanged,
    HaStep,
    HaOrderEnded,
    ContentStarted,
    ContentStopped,
}

/// <summary>Something that happened.</summary>
/// <param name="Sequence">Given by <see cref="EventHistory"/>, from 1.</param>
/// <param name="ConferenceId">Null: of the node.</param>
/// <param name="Site">Name; null: of the whole conference.</param>
/// <param name="Details">What else there is to say, under the keys that the proto lists at Event.details.</param>
public sealed record ControlEvent(
    long Sequence,
    DateTimeOffset At,
    ControlEventKind Kind,
    string? ConferenceId,
    string? Conference,
    string? Site,
    IReadOnlyDictionary<string, string> Details);
