namespace Mcu.Core.Conferences;

/// <summary>What happened in a conference, as operators read it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Site">The site concerned; empty when it is the whole conference.</param>
/// <param name="Detail">The new value as data: a layout, decibels, a time (RFC 3339), a reason's word, a file.</param>
/// <param name="Former">The value before, written alike; for a site that left, the state that it was in.</param>
public sealed record ConferenceEvent(ConferenceEventKind Kind, string Site = "", string Detail = "", string Former = "");

/// <summary>The kinds of <see cref="ConferenceEvent"/>.</summary>
public enum ConferenceEventKind
{
    /// <summary>The conference exists.</summary>
    Created,

    /// <summary>A site was put on the roster.</summary>
    SiteBound,

    /// <summary>A site is being called.</summary>
    SiteCalling,

    /// <summary>The endpoint of a site that is being called rings.</summary>
    SiteRinging,

    /// <summary>A site is in.</summary>
    SiteJoined,

    /// <summary>A site has left, or could not be reached; the detail says why.</summary>
    SiteLeft,

    /// <summary>A site put us on hold.</summary>
    SiteHeld,

    /// <summary>A site came back from hold.</summary>
    SiteResumed,

    /// <summary>Nothing comes from a connected site any more.</summary>
    SignalLost,

    /// <summary>A site's signal came back.</summary>
    SignalReturned,

    /// <summary>A site was muted; the detail says by whom.</summary>
    Muted,

    /// <summary>A site can be heard again; the detail says by whom.</summary>
    Unmuted,

    /// <summary>A site's gain changed.</summary>
    GainChanged,

    /// <summary>The layout changed.</summary>
    LayoutChanged,

    /// <summary>A site leads the conference.</summary>
    ChairAppointed,

    /// <summary>A site is shown full screen, or (no site) none is any more.</summary>
    FocusChanged,

    /// <summary>No further sites are admitted.</summary>
    Locked,

    /// <summary>Sites are admitted again.</summary>
    Unlocked,

    /// <summary>A message is on all pictures, or (no detail) none is any more.</summary>
    MessageChanged,

    /// <summary>The end was moved.</summary>
    Extended,

    /// <summary>A site asked for the floor.</summary>
    FloorRequested,

    /// <summary>A site has the floor.</summary>
    FloorGiven,

    /// <summary>Nobody has the floor.</summary>
    FloorTaken,

    /// <summary>A site's request left the queue.</summary>
    FloorRequestCanceled,

    /// <summary>A site's slides are shown; formerly another's, or none.</summary>
    ContentStarted,

    /// <summary>A site's slides are no longer shown, nor any other's.</summary>
    ContentStopped,

    /// <summary>A recording began.</summary>
    RecordingStarted,

    /// <summary>A recording ended.</summary>
    RecordingStopped,

    /// <summary>A recording broke off: the disk is full, say.</summary>
    RecordingFailed,

    /// <summary>Another site is the active speaker.</summary>
    SpeakerChanged,

    /// <summary>The conference is over.</summary>
    Ended,
}
