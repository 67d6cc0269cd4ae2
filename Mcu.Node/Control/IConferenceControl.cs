using Mcu.Core.Composing;

namespace Mcu.Node.Control;

/// <summary>
/// Everything that an operator can ask of the node, as the control loop offers it. Conferences and sites are named as the
/// operator typed them (id, number, SIP user, name, unique prefix): the implementation finds them with
/// <see cref="ControlLookup"/> in the same turn of the loop in which it acts. A refusal is a <see cref="ControlError"/>, not an
/// exception. Arguments have passed <c>RequestRules</c>: ranges and lengths are right, names may still be unknown.
/// </summary>
/// <remarks>
/// Methods are called from any thread and must not block it. Each method that takes an <see cref="Act"/> does its work once
/// per <see cref="Act.OpId"/> and gives the same result to every retry; <see cref="ActResults"/> remembers them.
/// </remarks>
public interface IConferenceControl
{
    /// <summary>All conferences that have not ended, in the order of creation.</summary>
    Task<IReadOnlyList<ConferenceInfo>> ListAsync(CancellationToken cancel);

    /// <summary>One conference with its sites, floor, recording and what was measured over the last second.</summary>
    Task<ControlResult<ConferenceDetails>> GetAsync(string conference, CancellationToken cancel);

    Task<ControlResult<ConferenceInfo>> CreateAsync(Act act, ConferenceDraft draft, CancellationToken cancel);

    /// <summary>
    /// Changes the layout, and names the chair's site (null: as it was). <see cref="LayoutSpec.Panes"/> and the chair hold names as the
    /// operator typed them, of sites that may not be connected yet; panes those of units too.
    /// </summary>
    Task<ControlResult<ConferenceInfo>> SetLayoutAsync(
        Act act, string conference, LayoutSpec layout, string? chairSite, CancellationToken cancel);

    Task<ControlResult<ConferenceInfo>> SetLockedAsync(Act act, string conference, bool locked, CancellationToken cancel);

    /// <summary>Shows a line of text on all pictures; null takes it away.</summary>
    Task<ControlResult<ConferenceInfo>> ShowMessageAsync(Act act, string conference, string? text, CancellationToken cancel);

    /// <summary>Moves the end; a conference without an end gets one, counted from now.</summary>
    Task<ControlResult<ConferenceInfo>> ExtendAsync(Act act, string conference, TimeSpan by, CancellationToken cancel);

    /// <summary>Ends it: BYE to every site, recording closed. The result shows it as it was, with state ended.</summary>
    Task<ControlResult<ConferenceInfo>> EndAsync(Act act, string conference, CancellationToken cancel);

    /// <summary>Dials out. Completes when the site has answered or the last try failed; without waiting when the call says so.</summary>
    Task<ControlResult<SiteInfo>> CallSiteAsync(Act act, string conference, SiteCall call, CancellationToken cancel);

    /// <summary>
    /// Gives up the call that an act of <see cref="CallSiteAsync"/> began, and its further attempts; false when it was answered or is over.
    /// </summary>
    Task<ControlResult<bool>> CancelCallAsync(Act act, string conference, string callOpId, CancellationToken cancel);

    /// <summary>Mutes or unmutes; gives the sites whose mute changed.</summary>
    Task<ControlResult<IReadOnlyList<SiteInfo>>> SetMutedAsync(
        Act act, string conference, SiteSelection sites, bool muted, CancellationToken cancel);

    /// <summary>Gain in dB, -40 to +20, before the mix.</summary>
    Task<ControlResult<SiteInfo>> SetGainAsync(Act act, string conference, string site, double decibels, CancellationToken cancel);

    Task<ControlResult<SiteInfo>> DropAsync(Act act, string conference, string site, CancellationToken cancel);

    /// <summary>Shows a site, or the mosaic of a unit, large to everybody; null clears the focus.</summary>
    Task<ControlResult<ConferenceInfo>> FocusAsync(Act act, string conference, string? site, CancellationToken cancel);

    /// <summary>Has the node of a unit do something in its own conference; gives that conference, and who carried it out.</summary>
    Task<ControlResult<ConferenceInfo>> ActAtAsync(Act act, string conference, string unit, UnitAct what, CancellationToken cancel);

    /// <summary>Gives the floor to a site; null: to the first in the queue.</summary>
    Task<ControlResult<FloorInfo>> GiveFloorAsync(Act act, string conference, string? site, CancellationToken cancel);

    Task<ControlResult<FloorInfo>> TakeFloorAsync(Act act, string conference, CancellationToken cancel);

    Task<ControlResult<FloorInfo>> RemoveFromFloorQueueAsync(Act act, string conference, string site, CancellationToken cancel);

    /// <summary>Whose slides are shown, and who has some.</summary>
    Task<ControlResult<ContentInfo>> ContentAsync(string conference, CancellationToken cancel);

    /// <summary>Shows a site's slides, whoever's were shown.</summary>
    Task<ControlResult<ContentInfo>> GiveContentAsync(Act act, string conference, string site, CancellationToken cancel);

    /// <summary>Nobody's slides are shown any more.</summary>
    Task<ControlResult<ContentInfo>> StopContentAsync(Act act, string conference, CancellationToken cancel);

    /// <summary>The composed picture of this moment.</summary>
    Task<ControlResult<SnapshotPicture>> SnapshotAsync(string conference, CancellationToken cancel);

    /// <summary>Starts a recording; a null file name lets the node choose.</summary>
    Task<ControlResult<RecordingInfo>> StartRecordingAsync(Act act, string conference, string? fileName, CancellationToken cancel);

    Task<ControlResult<RecordingInfo>> StopRecordingAsync(Act act, string conference, CancellationToken cancel);

    Task<NodeStatus> NodeStatusAsync(CancellationToken cancel);
}
