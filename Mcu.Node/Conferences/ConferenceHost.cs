using System.Net;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Calls;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Command = Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Node.Conferences;

/// <summary>What operators ask of the node, carried out on the control loop: each method is one turn of it.</summary>
public sealed class ConferenceHost(
    ControlLoop control, ConferenceRegistry registry, CallDirector director, SiteDialer dialer, ConferenceRecorder recorder, Func<NodeStatus> status) : IConferenceControl
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly PictureFormat DefaultPicture = new();

    private readonly ActResults results = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConferenceInfo>> ListAsync(CancellationToken cancel) =>
        control.Invoke<IReadOnlyList<ConferenceInfo>>(() => [.. registry.All.Select(InfoMapping.Info)], Limit);

    /// <inheritdoc/>
    public Task<NodeStatus> NodeStatusAsync(CancellationToken cancel) => control.Invoke(status, Limit);

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceDetails>> GetAsync(string conference, CancellationToken cancel) =>
        Turn(() => With(conference, found => ControlResult<ConferenceDetails>.Done(InfoMapping.Details(found))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> CreateAsync(Act act, ConferenceDraft draft, CancellationToken cancel) =>
        Once(act, nameof(CreateAsync), () => Create(draft));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> SetLayoutAsync(Act act, string conference, LayoutSpec layout, string? chairSite, CancellationToken cancel) =>
        Once(act, nameof(SetLayoutAsync), () => With(conference, found =>
        {
            Appoint(found, chairSite);
            return Change(found, new Command.SetLayout(LayoutSites.ToKeys(found, layout)));
        }));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> SetLockedAsync(Act act, string conference, bool locked, CancellationToken cancel) =>
        Once(act, nameof(SetLockedAsync), () => With(conference, found => Change(found, new Command.SetLocked(locked))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> ExtendAsync(Act act, string conference, TimeSpan by, CancellationToken cancel) =>
        Once(act, nameof(ExtendAsync), () => With(conference, found =>
            Change(found, new Command.SetEnd((found.State.EndsAt ?? DateTimeOffset.UtcNow) + by))));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> EndAsync(Act act, string conference, CancellationToken cancel) =>
        Once(act, nameof(EndAsync), () => With(conference, found => End(found, CallReasons.EndedByOperator)));

    /// <inheritdoc/>
    public async Task<ControlResult<SiteInfo>> CallSiteAsync(Act act, string conference, SiteCall call, CancellationToken cancel)
    {
        ControlResult<CallTarget> target = await Turn(() => With(conference, found => CallTargets.Resolve(found, call)));
        if (!target.TryGet(out CallTarget? known, out ControlError? error))
        {
            return error;
        }

        IPEndPoint? destination = await CallTargets.LocateAsync(known.Uri, cancel);
        return destination is null
            ? ControlErrors.CallFailed(known.Uri.ToString(), 404, "host name not found")
            : await OnceAsync(act, nameof(CallSiteAsync), () => CallAsync(act.OpId, known, destination, call));
    }

    /// <inheritdoc/>
    public Task<ControlResult<bool>> CancelCallAsync(Act act, string conference, string callOpId, CancellationToken cancel) =>
        Once(act, nameof(CancelCallAsync), () => With(conference, found => ControlResult<bool>.Done(dialer.TryCancel(found, callOpId))));

    /// <inheritdoc/>
    public Task<ControlResult<IReadOnlyList<SiteInfo>>> SetMutedAsync(Act act, string conference, SiteSelection sites, bool muted, CancellationToken cancel) =>
        Once(act, nameof(SetMutedAsync), () => With(conference, found => Mute(found, sites, muted)));

    /// <inheritdoc/>
    public Task<ControlResult<SiteInfo>> SetGainAsync(Act act, string conference, string site, double decibels, CancellationToken cancel) =>
        Once(act, nameof(SetGainAsync), () => WithSite(conference, site, (found, participant) =>
            ChangeSite(found, participant, new Command.SetGain(participant.Site, decibels))));

    /// <inheritdoc/>
    public Task<ControlResult<SiteInfo>> DropAsync(Act act, string conference, string site, CancellationToken cancel) =>
        Once(act, nameof(DropAsync), () => WithSite(conference, site, Drop));

    /// <inheritdoc/>
    public Task<ControlResult<ConferenceInfo>> FocusAsync(Act act, string conference, string? site, CancellationToken cancel) =>
        Once(act, nameof(FocusAsync), () => site is null
            ? With(conference, found => Change(found, new Command.Focus(null)))
            : WithSite(conference, site, (found, participant) => Change(found, new Command.Focus(participant.Site))));

    /// <inheritdoc/>
    public Task<ControlResult<FloorInfo>> GiveFloorAsync(Act act, string conference, string? site, CancellationToken cancel) =>
        Once(act, nameof(GiveFloorAsync), () => site is null
            ? With(conference, found => GiveFloor(found, found.State.Floor.Queue.Count > 0 ? found.State.Floor.Queue[0] : null))
            : WithSite(conference, site, (found, participant) => GiveFloor(found, participant.Site)));

    /// <inheritdoc/>
    public Task<ControlResult<FloorInfo>> TakeFloorAsync(Act act, string conference, CancellationToken cancel) =>
        Once(act, nameof(TakeFloorAsync), () => With(conference, found => ChangeFloor(found, new Command.TakeFloor())));

    /// <inheritdoc/>
    public Task<ControlResult<FloorInfo>> RemoveFromFloorQueueAsync(Act act, string conference, string site, CancellationToken cancel) =>
        Once(act, nameof(RemoveFromFloorQueueAsync), () => WithSite(conference, site, (found, participant) =>
            found.State.Floor.Queue.Contains(participant.Site)
                ? ChangeFloor(found, new Command.CancelRequest(participant.Site))
                : ControlErrors.NotInFloorQueue(participant.Title, found.State.Settings.Title)));

    /// <inheritdoc/>
    public async Task<ControlResult<SnapshotPicture>> SnapshotAsync(string conference, CancellationToken cancel)
    {
        ControlResult<Snapshot> wanted = await Turn(() => With(conference, found => ControlResult<Snapshot>.Done(found.Media.Video.RequestSnapshot())));
        if (!wanted.TryGet(out Snapshot? snapshot, out ControlError? error))
        {
            return error;
        }

        try
        {
            using Core.Codecs.Picture picture = await snapshot.Picture.WaitAsync(Limit, cancel);
            var png = new MemoryStream();
            PictureSnapshot.WritePng(picture.View, png);
            return new SnapshotPicture(png.ToArray(), picture.View.Width, picture.View.Height, DateTimeOffset.UtcNow);
        }
        catch (Exception missing) when (missing is TimeoutException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return ControlErrors.NoPicture(conference);
        }
        finally
        {
            snapshot.Cancel();
        }
    }

    /// <inheritdoc/>
    public Task<ControlResult<RecordingInfo>> StartRecordingAsync(Act act, string conference, string? fileName, CancellationToken cancel) =>
        Once(act, nameof(StartRecordingAsync), () => With(conference, found => recorder.Start(found, fileName)));

    /// <inheritdoc/>
    public Task<ControlResult<RecordingInfo>> StopRecordingAsync(Act act, string conference, CancellationToken cancel) =>
        OnceAsync(act, nameof(StopRecordingAsync), () => With<Task<ControlResult<RecordingInfo>>>(
            conference, found => ControlResult<Task<ControlResult<RecordingInfo>>>.Done(recorder.StopAsync(found))) switch
        {
            { Error: { } error } => Task.FromResult<ControlResult<RecordingInfo>>(error),
            { Value: { } stopping } => stopping,
        });

    private ControlResult<ConferenceInfo> Create(ConferenceDraft draft)
    {
        string name = NameFolding.ToSipUser(draft.Name);
        if (registry.All.FirstOrDefault(other => other.State.Settings.Name == name) is { } same)
        {
            return ControlErrors.ConferenceExists(same.State.Settings.Title);
        }

        if (draft.Number is { } number && registry.FindDialled(number) is { } taken)
        {
            return ControlErrors.NumberInUse(number, taken.State.Settings.Title);
        }

        if (registry.All.Count >= ConferenceRegistry.MaxConferences)
        {
            return ControlErrors.TooManyConferences(ConferenceRegistry.MaxConferences);
        }

        var defaults = new VideoSpec(DefaultPicture.Width, DefaultPicture.Height, DefaultPicture.FramesPerSecond, DefaultPicture.BitsPerSecond / 1000);
        VideoSpec video = draft.Video?.Or(defaults) ?? defaults;
        LiveConference conference = registry.Create(new ConferenceSettings(
            name,
            draft.Number ?? registry.FreeNumber(),
            draft.Name,
            draft.Layout ?? new LayoutSpec.Auto(),
            new PictureFormat(video.Width, video.Height, video.FrameRate, video.BitrateKbps * 1000),
            DateTimeOffset.UtcNow + draft.Duration));
        Appoint(conference, draft.ChairSite);
        return InfoMapping.Info(conference);
    }

    private static void Appoint(LiveConference conference, string? chairSite)
    {
        if (chairSite is not null)
        {
            conference.Apply(new Command.AppointChair(LayoutSites.KeyOf(conference, chairSite), chairSite), MonotonicClock.Now);
        }
    }

    private ControlResult<ConferenceInfo> End(LiveConference conference, string because)
    {
        foreach (LiveCall call in conference.Calls.ToArray())
        {
            director.Hangup(call, because, MonotonicClock.Now);
        }

        registry.End(conference, because, MonotonicClock.Now);
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

        return await Turn(() => WithSite(target.Conference.Id, target.Site, (found, site) => ControlResult<SiteInfo>.Done(InfoMapping.Site(found, site))));
    }

    private static ControlResult<IReadOnlyList<SiteInfo>> Mute(LiveConference conference, SiteSelection sites, bool muted)
    {
        List<Participant> chosen = [];
        if (sites.Site is { } one)
        {
            if (!FindSite(conference, one).TryGet(out Participant? site, out ControlError? error))
            {
                return error;
            }

            chosen.Add(site);
        }
        else
        {
            HashSet<string> spared = [];
            foreach (string name in sites.Except)
            {
                if (!FindSite(conference, name).TryGet(out Participant? site, out ControlError? error))
                {
                    return error;
                }

                spared.Add(site.Site);
            }

            chosen.AddRange(conference.State.Sites.Where(site => !spared.Contains(site.Site)));
        }

        List<SiteInfo> changed = [];
        foreach (Participant site in chosen)
        {
            CommandOutcome outcome = conference.Apply(new Command.Mute(site.Site, MuteBits.Province, muted), MonotonicClock.Now);
            if (outcome.Events.Count > 0)
            {
                changed.Add(InfoMapping.Site(conference, conference.State.Find(site.Site)!));
            }
        }

        return changed;
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

    // The floor is given to be heard: an operator's mute, and the room's own, end with it.
    private static ControlResult<FloorInfo> GiveFloor(LiveConference conference, string? site)
    {
        ControlResult<FloorInfo> result = ChangeFloor(conference, new Command.GiveFloor(site));
        foreach (MuteBits by in result.Error is null && site is not null ? new[] { MuteBits.Province, MuteBits.Self } : [])
        {
            conference.Apply(new Command.Mute(site!, by, On: false), MonotonicClock.Now);
        }

        return result;
    }

    private static ControlResult<FloorInfo> ChangeFloor(LiveConference conference, Command command) =>
        Refused(conference, conference.Apply(command, MonotonicClock.Now), command) ?? ControlResult<FloorInfo>.Done(InfoMapping.Floor(conference));

    private static ControlResult<ConferenceInfo> Change(LiveConference conference, Command command) =>
        Refused(conference, conference.Apply(command, MonotonicClock.Now), command) ?? ControlResult<ConferenceInfo>.Done(InfoMapping.Info(conference));

    private static ControlResult<SiteInfo> ChangeSite(LiveConference conference, Participant site, Command command) =>
        Refused(conference, conference.Apply(command, MonotonicClock.Now), command)
        ?? ControlResult<SiteInfo>.Done(InfoMapping.Site(conference, conference.State.Find(site.Site)!));

    private static ControlError? Refused(LiveConference conference, CommandOutcome outcome, Command command)
    {
        string title = conference.State.Settings.Title;
        string site = command is Command.GiveFloor { Site: { } named } ? conference.State.Find(named)?.Title ?? named : "";
        return outcome.Refusal switch
        {
            Refusal.None => null,
            Refusal.FloorFree => ControlErrors.FloorFree(title),
            Refusal.QueueEmpty => ControlErrors.FloorQueueEmpty(title),
            Refusal.RecordingAlready => ControlErrors.RecordingRunning(title, conference.State.RecordingFile ?? ""),
            Refusal.NotRecording => ControlErrors.NotRecording(title),
            Refusal.Ended => ControlErrors.ConferenceNotFound(title, []),
            _ => ControlErrors.SiteNotConnected(site, title),
        };
    }

    private ControlResult<T> With<T>(string query, Func<LiveConference, ControlResult<T>> act) =>
        ControlLookup.Conference(registry.All, query, conference => conference.Keys) switch
        {
            { Error: { } error } => error,
            { Value: { } conference } => act(conference),
        };

    private ControlResult<T> WithSite<T>(string query, string site, Func<LiveConference, Participant, ControlResult<T>> act) =>
        With(query, conference => FindSite(conference, site) switch
        {
            { Error: { } error } => error,
            { Value: { } participant } => act(conference, participant),
        });

    private static ControlResult<Participant> FindSite(LiveConference conference, string query) => ControlLookup.Site(
        conference.State.Sites, query, conference.State.Settings.Title, site => new NameKeys(site.Site, site.Title));

    private Task<ControlResult<T>> Once<T>(Act act, string method, Func<ControlResult<T>> turn) =>
        OnceAsync(act, method, () => Task.FromResult(turn()));

    private async Task<ControlResult<T>> OnceAsync<T>(Act act, string method, Func<Task<ControlResult<T>>> turn)
    {
        ControlResult<Task<ControlResult<T>>> begun = await Turn(() =>
        {
            if (!results.TryGet(act, method, out Task<ControlResult<T>>? result))
            {
                result = turn();
                results.Add(act, method, result);
            }

            return ControlResult<Task<ControlResult<T>>>.Done(result);
        });
        return begun.TryGet(out Task<ControlResult<T>>? running, out ControlError? error) ? await running : error;
    }

    private async Task<ControlResult<T>> Turn<T>(Func<ControlResult<T>> turn)
    {
        try
        {
            return await control.Invoke(turn, Limit);
        }
        catch (ControlRefusedException refused)
        {
            return refused.Reason switch
            {
                ControlRefusal.Busy => ControlErrors.Busy(),
                ControlRefusal.DeadlineExceeded => ControlErrors.TimedOut(Limit),
                _ => ControlErrors.ShuttingDown(),
            };
        }
    }
}
