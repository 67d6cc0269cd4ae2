namespace Mcu.Core.Conferences;

/// <summary>Why a command was not carried out.</summary>
public enum Refusal
{
    /// <summary>It was carried out.</summary>
    None,

    /// <summary>No such site on the roster.</summary>
    UnknownSite,

    /// <summary>The site is not connected.</summary>
    SiteNotPresent,

    /// <summary>A site of this name is connected already.</summary>
    SiteAlreadyPresent,

    /// <summary>The conference is locked and the site is not bound to it.</summary>
    Locked,

    /// <summary>The conference has as many sites as it may.</summary>
    Full,

    /// <summary>The conference is over.</summary>
    Ended,

    /// <summary>Nobody has asked for the floor.</summary>
    QueueEmpty,

    /// <summary>Nobody has the floor.</summary>
    FloorFree,

    /// <summary>Nobody's slides are shown.</summary>
    ContentFree,

    /// <summary>The site has no slides to show.</summary>
    NoSlides,

    /// <summary>A watcher neither speaks nor is shown.</summary>
    WatcherOnly,

    /// <summary>The value is outside of what is allowed.</summary>
    OutOfRange,

    /// <summary>A recording is running already.</summary>
    RecordingAlready,

    /// <summary>No recording is running.</summary>
    NotRecording,
}

/// <summary>What became of a command: refused, or carried out with these events (none: nothing changed).</summary>
public readonly record struct CommandOutcome(Refusal Refusal, IReadOnlyList<ConferenceEvent> Events)
{
    /// <summary>Whether it was carried out.</summary>
    public bool IsDone => Refusal == Refusal.None;

    /// <summary>Carried out; nothing changed.</summary>
    public static CommandOutcome Nothing { get; } = new(Refusal.None, []);

    /// <summary>Carried out with one event.</summary>
    public static CommandOutcome Done(ConferenceEventKind kind, string site = "", string detail = "", string former = "") =>
        new(Refusal.None, [new ConferenceEvent(kind, site, detail, former)]);

    /// <summary>Not carried out.</summary>
    public static CommandOutcome Refused(Refusal because) => new(because, []);
}
