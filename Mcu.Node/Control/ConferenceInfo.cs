using Mcu.Core.Composing;
using Mcu.Core.Srtp;

namespace Mcu.Node.Control;

/// <summary>Where a conference is in its life.</summary>
public enum ConferenceState
{
    /// <summary>Nobody is in it yet.</summary>
    Waiting,
    Running,
    Ended,
}

/// <summary>One conference as operators see it.</summary>
/// <param name="Id">Made by the node, stable, ASCII.</param>
/// <param name="Number">Digits that a room dials.</param>
/// <param name="SipUser">User part of its SIP address, made by <see cref="NameFolding.ToSipUser"/>.</param>
/// <param name="Layout">Panes hold the names of sites.</param>
/// <param name="EndsAt">Null: it has no end.</param>
/// <param name="FloorSite">Name of the site on the floor; null: nobody.</param>
/// <param name="FocusSite">Name of the site in focus, or of the unit with its path; null: none.</param>
/// <param name="ChairSite">Name of the chair's site (chủ tọa); null: none is named.</param>
/// <param name="Message">The line of text on all pictures; null: none.</param>
/// <param name="CarriedOutBy">The unit whose node carried an act out, by name and path; null: this node.</param>
/// <param name="Srtp">Whether media with its rooms is encrypted; null: as the node does.</param>
/// <param name="ContentSite">Name of the site whose slides are shown; null: nobody's are.</param>
public sealed record ConferenceInfo(
    string Id,
    string Name,
    string Number,
    string SipUser,
    ConferenceState State,
    bool Locked,
    LayoutSpec Layout,
    VideoSpec Video,
    int ConnectedSites,
    int TotalSites,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndsAt = null,
    string? FloorSite = null,
    string? FocusSite = null,
    bool Recording = false,
    string? ChairSite = null,
    string? Message = null,
    string? CarriedOutBy = null,
    SrtpPolicy? Srtp = null,
    string? ContentSite = null);

/// <summary>One conference with everything in it, at one moment.</summary>
/// <param name="Sites">In the order in which they came, expected ones last.</param>
/// <param name="Recording">Null: none runs.</param>
/// <param name="FrameRate">Pictures per second that the composed picture really had over the last second.</param>
public sealed record ConferenceDetails(
    ConferenceInfo Conference,
    IReadOnlyList<SiteInfo> Sites,
    FloorInfo Floor,
    RecordingInfo? Recording,
    double FrameRate);

/// <summary>What a new conference shall be; null leaves it to the node.</summary>
/// <param name="Duration">Null: no end.</param>
/// <param name="ChairSite">Name of the chair's site, connected or not; null: none.</param>
/// <param name="Srtp">Whether media with its rooms is encrypted.</param>
public sealed record ConferenceDraft(
    string Name,
    string? Number = null,
    LayoutSpec? Layout = null,
    VideoDraft? Video = null,
    TimeSpan? Duration = null,
    string? ChairSite = null,
    SrtpPolicy? Srtp = null);
