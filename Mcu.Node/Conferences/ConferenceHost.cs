using System.Net;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Calls;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Command = Mcu.Core.Conferences.ConferenceCommand;
using Directive = Mcu.V1.Directive;

namespace Mcu.Node.Conferences;

/// <summary>What operators ask of the node, carried out on the control loop: each method is one turn of it.</summary>
public sealed class ConferenceHost(
    ControlLoop control,
    ConferenceRegistry registry,
    ConferenceOpening opening,
    CallDirector director,
    SiteDialer dialer,
    ConferenceRecorder recorder,
    DirectiveSender directives,
    Func<NodeStatus> status) : IConferenceControl
{
    // The floor of a meeting of the node above is given there; alone, a node gives its own.
    private static ControlError? OwnFloor(LiveConference conference) =>
        conference.Links.HasParent ? ControlErrors.FloorIsAbove(conference.State.Settings.Title) : null;

    // So do the slides.
    private static ControlError? OwnContent(LiveConference conference) =>
        conference.Links.HasContentAbove ? ControlErrors.ContentIsAbove(conference.State.Settings.Title) : null;

    private readonly ControlTurns turns = new(control);
    private readonly ConferenceFinder finder = new(registry);

    /// <summary>The meetings are given up, with what acts have changed in them: retries are done anew. Control loop's thread.</summary>
    internal void ForgetActs() => turns.Forget();

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConferenceInfo>> ListAsync(CancellationToken cancel) =>
        turns.Read<IReadOnlyList<ConferenceInfo>>(() => [.. registry.All.Select(InfoMapping.Info)]);

    /// <inheritdoc/>
    public Task<NodeStatus> NodeStatusAsync(CancellationToken cancel) => turns.Read(status);

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceDetails>> GetAsync(string conference, CancellationToken cancel) =>
        turns.Turn(() => finder.With(conference, found => ControlResult<ConferenceDetails>.Done(InfoMapping.Details(found))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> CreateAsync(Act act, ConferenceDraft draft, CancellationToken cancel) =>
        turns.Once(act, nameof(CreateAsync), () => opening.Open(draft));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> SetLayoutAsync(Act act, string conference, LayoutSpec layout, string? chairSite, CancellationToken cancel) =>
        turns.Once(act, nameof(SetLayoutAsync), () => finder.With(conference, found =>
        {
            if (!LayoutSites.ToKeys(found, layout).TryGet(out LayoutSpec? keys, out ControlError? error))
            {
                return error;
            }

            ConferenceOpening.Appoint(found, chairSite);
            return ConferenceChanges.Change(found, new Command.SetLayout(keys));
        }));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> SetLockedAsync(Act act, string conference, bool locked, CancellationToken cancel) =>
        turns.Once(act, nameof(SetLockedAsync), () => finder.With(conference, found => ConferenceChanges.Change(found, new Command.SetLocked(locked))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> ShowMessageAsync(Act act, string conference, string? text, CancellationToken cancel) =>
        turns.Once(act, nameof(ShowMessageAsync), () => finder.With(conference, found => ConferenceChanges.Change(found, new Command.ShowMessage(text))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> ExtendAsync(Act act, string conference, TimeSpan by, CancellationToken cancel) =>
        turns.Once(act, nameof(ExtendAsync), () => finder.With(conference, found =>
            ConferenceChanges.Change(found, new Command.SetEnd((found.State.EndsAt ?? DateTimeOffset.UtcNow) + by))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> EndAsync(Act act, string conference, CancellationToken cancel) =>
        turns.Once(act, nameof(EndAsync), () => finder.With(conference, found => End(found)));

    /// <inheritdoc/>
    public async Task<ControlResult<SiteInfo>> CallSiteAsync(Act act, string conference, SiteCall call, CancellationToken cancel)
    {
        if (await turns.Read(() => finder.IsElsewhere(conference, call.Target)))
        {
            return await OnSite(act, nameof(CallSiteAsync), conference, call.Target, new Directive { Call = "" }, InfoMapping.Here);
        }

        ControlResult<CallTarget> target = await turns.Turn(() => finder.With(conference, found => CallTargets.Resolve(found, call)));
        if (!target.TryGet(out CallTarget? known, out ControlError? error))
        {
            return error;
        }

        IPEndPoint? destination = await CallTargets.LocateAsync(known.Uri, cancel);
        return destination is null
            ? ControlErrors.CallFailed(known.Uri.ToString(), 404, "host name not found")
            : await turns.OnceAsync(act, nameof(CallSiteAsync), () => CallAsync(act.OpId, known, destination, call));
    }

    /// <inheritdoc/>
    public Task<ControlResult<bool>> CancelCallAsync(Act act, string conference, string callOpId, CancellationToken cancel) =>
        turns.Once(act, nameof(CancelCallAsync), () => finder.With(conference, found => ControlResult<bool>.Done(dialer.TryCancel(found, callOpId))));

    /// <inheritdoc/>
    public Task<ControlResult<IReadOnlyList<SiteInfo>>> SetMutedAsync(Act act, string conference, SiteSelection sites, bool muted, CancellationToken cancel) =>
        turns.OnceAsync(act, nameof(SetMutedAsync), () => finder.With<Task<ControlResult<IReadOnlyList<SiteInfo>>>>(
            conference, found => ControlResult<Task<ControlResult<IReadOnlyList<SiteInfo>>>>.Done(MuteAsync(act, found, sites, muted))) switch
        {
            { Error: { } error } => Task.FromResult<ControlResult<IReadOnlyList<SiteInfo>>>(error),
            { Value: { } acting } => acting,
        });

    /// <inheritdoc/>
    public Task<ControlResult<SiteInfo>> SetGainAsync(Act act, string conference, string site, double decibels, CancellationToken cancel) =>
        OnSite(act, nameof(SetGainAsync), conference, site, new Directive { GainDb = decibels }, (found, participant) =>
            ConferenceChanges.ChangeSite(found, participant, new Command.SetGain(participant.Site, decibels)));

    /// <inheritdoc/>
    public Task<ControlResult<SiteInfo>> DropAsync(Act act, string conference, string site, CancellationToken cancel) =>
        OnSite(act, nameof(DropAsync), conference, site, new Directive { Drop = true }, Drop);

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> FocusAsync(Act act, string conference, string? site, CancellationToken cancel) =>
        turns.Once(act, nameof(FocusAsync), () => site is null
            ? finder.With(conference, found => ConferenceChanges.Change(found, new Command.Focus(null)))
            : finder.With(conference, found => UnitLookup.Picture(found, site).TryGet(out string? shown, out ControlError? error)
                ? ConferenceChanges.Change(found, new Command.Focus(shown))
                : error));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> ActAtAsync(Act act, string conference, string unit, UnitAct what, CancellationToken cancel) =>
        turns.OnceAsync(act, $"{what.GetType().Name}At", () => finder.With<Task<ControlResult<ConferenceInfo>>>(
            conference,
            found => UnitLookup.Unit(found, unit).TryGet(out MeetingUnit? node, out ControlError? error)
                ? ControlResult<Task<ControlResult<ConferenceInfo>>>.Done(directives.SendAtAsync(act, found, node, what))
                : error) switch
        {
            { Error: { } error } => Task.FromResult<ControlResult<ConferenceInfo>>(error),
            { Value: { } acting } => acting,
        });

    /// <inheritdoc/>
    public Task<ControlResult<FloorInfo>> GiveFloorAsync(Act act, string conference, string? site, CancellationToken cancel) =>
        turns.Once(act, nameof(GiveFloorAsync), () => site is null
            ? finder.With(conference, found => OwnFloor(found) ?? ConferenceChanges.GiveFloor(found, found.State.Floor.Queue.Count > 0 ? found.State.Floor.Queue[0] : null))
            : finder.WithSite(conference, site, (found, participant) => OwnFloor(found) ?? ConferenceChanges.GiveFloor(found, participant.Site)));

    /// <inheritdoc/>
    public Task<ControlResult<FloorInfo>> TakeFloorAsync(Act act, string conference, CancellationToken cancel) =>
        turns.Once(act, nameof(TakeFloorAsync), () => finder.With(conference, found =>
            OwnFloor(found) ?? ConferenceChanges.ChangeFloor(found, new Command.TakeFloor())));

    /// <inheritdoc/>
    public Task<ControlResult<FloorInfo>> RemoveFromFloorQueueAsync(Act act, string conference, string site, CancellationToken cancel) =>
        turns.Once(act, nameof(RemoveFromFloorQueueAsync), () => finder.WithSite(conference, site, (found, participant) =>
            found.State.Floor.Queue.Contains(participant.Site)
                ? Withdraw(act, found, participant)
                : ControlErrors.NotInFloorQueue(participant.Title, found.State.Settings.Title)));

    /// <inheritdoc/>
    public Task<ControlResult<ContentInfo>> ContentAsync(string conference, CancellationToken cancel) =>
        turns.Turn(() => finder.With(conference, found => ControlResult<ContentInfo>.Done(InfoMapping.Content(found))));

    /// <inheritdoc/>
    public Task<ControlResult<ContentInfo>> GiveContentAsync(Act act, string conference, string site, CancellationToken cancel) =>
        turns.Once(act, nameof(GiveContentAsync), () => finder.WithSite(conference, site, (found, participant) =>
            OwnContent(found) ?? ConferenceChanges.ChangeContent(found, new Command.Present(participant.Site))));

    /// <inheritdoc/>
    public Task<ControlResult<ContentInfo>> StopContentAsync(Act act, string conference, CancellationToken cancel) =>
        turns.Once(act, nameof(StopContentAsync), () => finder.With(conference, found =>
            OwnContent(found) ?? ConferenceChanges.ChangeContent(found, new Command.StopContent())));

    /// <inheritdoc/>
    public async Task<ControlResult<SnapshotPicture>> SnapshotAsync(string conference, CancellationToken cancel)
    {
        ControlResult<Snapshot> wanted = await turns.Turn(() => finder.With(conference, found => ControlResult<Snapshot>.Done(found.Media.Video.RequestSnapshot())));
        return wanted.TryGet(out Snapshot? snapshot, out ControlError? error)
            ? await SnapshotTaker.TakeAsync(conference, snapshot, ControlTurns.Limit, cancel)
            : error;
    }

    /// <inheritdoc/>
    public Task<ControlResult<RecordingInfo>> StartRecordingAsync(Act act, string conference, string? fileName, CancellationToken cancel) =>
        turns.Once(act, nameof(StartRecordingAsync), () => finder.With(conference, found => recorder.Start(found, fileName)));

    /// <inheritdoc/>
    public Task<ControlResult<RecordingInfo>> StopRecordingAsync(Act act, string conference, CancellationToken cancel) =>
        turns.OnceAsync(act, nameof(StopRecordingAsync), () => finder.With<Task<ControlResult<RecordingInfo>>>(
            conference, found => ControlResult<Task<ControlResult<RecordingInfo>>>.Done(recorder.StopAsync(found))) switch
        {
            { Error: { } error } => Task.FromResult<ControlResult<RecordingInfo>>(error),
            { Value: { } stopping } => stopping,
        });

    // An act for one site: here, or at the node that the site's room has called.
    private Task<ControlResult<SiteInfo>> OnSite(
        Act act, string method, string conference, string site, Directive elsewhere, Func<LiveConference, Participant, ControlResult<SiteInfo>> here) =>
        turns.OnceAsync(act, method, () => finder.WithSite<Task<ControlResult<SiteInfo>>>(
            conference,
            site,
            (found, participant) => ControlResult<Task<ControlResult<SiteInfo>>>.Done(
                participant.Via is null ? Task.FromResult(here(found, participant)) : directives.SendAsync(act, found, participant, elsewhere))) switch
        {
            { Error: { } error } => Task.FromResult<ControlResult<SiteInfo>>(error),
            { Value: { } acting } => acting,
        });

    // Here, and at the nodes whose own mute is the only one that this node may ask for.
    private async Task<ControlResult<IReadOnlyList<SiteInfo>>> MuteAsync(Act act, LiveConference conference, SiteSelection sites, bool muted)
    {
        ControlResult<IReadOnlyList<SiteInfo>> here = ConferenceChanges.Mute(conference, sites, muted);
        IReadOnlyList<Participant> elsewhere = ConferenceChanges.MutedElsewhere(conference, sites);
        if (here.Error is not null || elsewhere.Count == 0)
        {
            return here;
        }

        ControlResult<SiteInfo>[] there = await Task.WhenAll(elsewhere.Select(site =>
            directives.SendAsync(act with { OpId = $"{act.OpId}/{site.Site}" }, conference, site, new Directive { Mute = muted })));
        return sites.Site is not null && there[0].Error is { } refused
            ? refused
            : here.Value.Concat(there.Where(site => site.Error is null).Select(site => site.Value)).ToList();
    }

    private ControlResult<FloorInfo> Withdraw(Act act, LiveConference conference, Participant site)
    {
        if (site.Via is not null)
        {
            _ = directives.SendAsync(act, conference, site, new Directive { Withdraw = true }); // the queue here is what counts
        }

        return ConferenceChanges.ChangeFloor(conference, new Command.CancelRequest(site.Site));
    }

    private ControlResult<ConferenceInfo> End(LiveConference conference)
    {
        opening.Close(conference, CallReasons.EndedByOperator);
        return InfoMapping.Info(conference);
    }

    private async Task<ControlResult<SiteInfo>> CallAsync(string opId, CallTarget target, IPEndPoint destination, SiteCall call)
    {
        Task<CallOutcome> outcome = dialer.CallAsync(opId, target, destination, call);
        if (call.Wait)
        {
            CallOutcome final = await outcome;
            if (!final.IsAnswered)
            {
                return final.Status == 408
                    ? ControlErrors.CallNotAnswered(target.Uri.ToString(), call.Retries + 1)
                    : ControlErrors.CallFailed(target.Uri.ToString(), final.Status, final.Phrase);
            }
        }

        return await turns.Turn(() => finder.WithSite(target.Conference.Id, target.Site, (found, site) => ControlResult<SiteInfo>.Done(InfoMapping.Site(found, site))));
    }

    private ControlResult<SiteInfo> Drop(LiveConference conference, Participant site)
    {
        if (conference.CallOf(site.Site) is not { } call)
        {
            return ControlErrors.SiteNotConnected(site.Title, conference.State.Settings.Title);
        }

        director.Hangup(call, CallReasons.Dropped, MonotonicClock.Now);
        return InfoMapping.Site(conference, conference.State.Find(site.Site)!);
    }
}
