using System.Collections.Concurrent;
using Mcu.Core.Composing;
using Mcu.Node.Control;

namespace Mcu.Tests.Api;

/// <summary>An <see cref="IConferenceControl"/> in memory: enough of a node to try the API and the command line on.</summary>
internal sealed class FakeControl(EventHistory events) : IConferenceControl
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<ConferenceDetails> conferences = [];
    private readonly ActResults results = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> ringing = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource rings = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource watched = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Acts that were done, not retried.</summary>
    public List<(Act Act, string What)> Done { get; } = [];

    /// <summary>Completes when somebody has looked at a conference.</summary>
    public Task Watched => watched.Task;

    /// <summary>While set, every command waits for it.</summary>
    public Task? Stuck { get; set; }

    /// <summary>Completes when a site rings: one whose address has the word in it, until its call is canceled.</summary>
    public Task Ringing => rings.Task;

    public void Add(ConferenceDetails details)
    {
        lock (gate)
        {
            conferences.Add(details);
        }
    }

    public async Task<IReadOnlyList<ConferenceInfo>> ListAsync(CancellationToken cancel)
    {
        await (Stuck ?? Task.CompletedTask);
        lock (gate)
        {
            return [.. conferences.Select(item => item.Conference)];
        }
    }

    public async Task<ControlResult<ConferenceDetails>> GetAsync(string conference, CancellationToken cancel)
    {
        await (Stuck ?? Task.CompletedTask);
        lock (gate)
        {
            ControlResult<ConferenceDetails> found = Find(conference);
            watched.TrySetResult();
            return found;
        }
    }

    public Task<ControlResult<ConferenceInfo>> CreateAsync(Act act, ConferenceDraft draft, CancellationToken cancel) =>
        DoAsync<ConferenceInfo>(act, $"create {draft.Name}", () =>
        {
            if (conferences.Any(item => NameFolding.Fold(item.Conference.Name) == NameFolding.Fold(draft.Name)))
            {
                return ControlErrors.ConferenceExists(draft.Name);
            }

            ConferenceInfo made = Samples.Conference(draft.Name, draft.Number ?? $"{1001 + conferences.Count}") with
            {
                Layout = draft.Layout ?? new LayoutSpec.Auto(),
                Video = (draft.Video ?? new VideoDraft()).Or(new VideoSpec(1280, 720, 25, 1500)),
                ChairSite = draft.ChairSite,
                Srtp = draft.Srtp,
                EndsAt = Morning + draft.Duration,
            };
            conferences.Add(new ConferenceDetails(made, [], FloorInfo.Free, Recording: null, FrameRate: 25));
            events.Publish(Morning, ControlEventKind.ConferenceCreated, made.Id, made.Name);
            return made;
        });

    public Task<ControlResult<ConferenceInfo>> SetLayoutAsync(
        Act act, string conference, LayoutSpec layout, string? chairSite, CancellationToken cancel) =>
        ChangeAsync(act, $"layout {layout}", conference, info => info with { Layout = layout, ChairSite = chairSite ?? info.ChairSite });

    public Task<ControlResult<ConferenceInfo>> SetLockedAsync(Act act, string conference, bool locked, CancellationToken cancel) =>
        ChangeAsync(act, $"lock {locked}", conference, info => info with { Locked = locked });

    public Task<ControlResult<ConferenceInfo>> ShowMessageAsync(Act act, string conference, string? text, CancellationToken cancel) =>
        ChangeAsync(act, $"message {text}", conference, info => info with { Message = text });

    public Task<ControlResult<ConferenceInfo>> ExtendAsync(Act act, string conference, TimeSpan by, CancellationToken cancel) =>
        ChangeAsync(act, $"extend {by}", conference, info => info with { EndsAt = (info.EndsAt ?? Morning) + by });

    public Task<ControlResult<ConferenceInfo>> EndAsync(Act act, string conference, CancellationToken cancel) =>
        WithAsync<ConferenceInfo>(act, "end", conference, details =>
        {
            conferences.Remove(details);
            return details.Conference with { State = ConferenceState.Ended };
        });

    public Task<ControlResult<SiteInfo>> CallSiteAsync(Act act, string conference, SiteCall call, CancellationToken cancel) =>
        call.Target.Contains("ringing", StringComparison.Ordinal) ? RingAsync(act, call) : WithAsync<SiteInfo>(act, $"call {call.Target} {call.Retries} {call.Wait}", conference, details =>
        {
            if (call.Target.Contains("busy", StringComparison.Ordinal))
            {
                return ControlErrors.CallFailed(call.Target, 486, "Busy Here");
            }

            SiteInfo site = Samples.Site(call.Name ?? call.Target) with { Uri = call.Target, Direction = SiteDirection.DialedOut };
            Replace(details, details with { Sites = [.. details.Sites, site] });
            return site;
        });

    public Task<ControlResult<bool>> CancelCallAsync(Act act, string conference, string callOpId, CancellationToken cancel) =>
        WithAsync<bool>(act, "cancel", conference, _ => ringing.Remove(callOpId, out TaskCompletionSource? ends) && ends.TrySetResult());

    public Task<ControlResult<IReadOnlyList<SiteInfo>>> SetMutedAsync(
        Act act, string conference, SiteSelection sites, bool muted, CancellationToken cancel) =>
        WithAsync<IReadOnlyList<SiteInfo>>(act, $"mute {muted} {sites.Site ?? "*"} {string.Join(',', sites.Except)}", conference, details =>
        {
            SiteInfo[] changed = [.. details.Sites.Where(site => Selected(sites, site) && site.Muted != muted)];
            return Array.ConvertAll(changed, site => site with { Muted = muted });
        });

    public Task<ControlResult<SiteInfo>> SetGainAsync(Act act, string conference, string site, double decibels, CancellationToken cancel) =>
        OnSiteAsync(act, $"gain {decibels}", conference, site, found => found with { GainDb = decibels });

    public Task<ControlResult<SiteInfo>> DropAsync(Act act, string conference, string site, CancellationToken cancel) =>
        OnSiteAsync(act, "drop", conference, site, found => found with { State = SiteState.Disconnected });

    public Task<ControlResult<ConferenceInfo>> FocusAsync(Act act, string conference, string? site, CancellationToken cancel) =>
        ChangeAsync(act, $"focus {site}", conference, info => info with { FocusSite = site });

    public Task<ControlResult<ConferenceInfo>> ActAtAsync(Act act, string conference, string unit, UnitAct what, CancellationToken cancel) =>
        what switch
        {
            UnitAct.SetLayout layout => AtAsync(act, unit, $"layout {layout.Layout}", conference, info => info with { Layout = layout.Layout }),
            UnitAct.ShowMessage message => AtAsync(act, unit, $"message {message.Text}", conference, info => info with { Message = message.Text }),
            UnitAct.Focus focus => AtAsync(act, unit, $"focus {focus.Site}", conference, info => info with { FocusSite = focus.Site }),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

    public Task<ControlResult<FloorInfo>> GiveFloorAsync(Act act, string conference, string? site, CancellationToken cancel) =>
        WithAsync<FloorInfo>(act, $"give {site}", conference, details => site is null && details.Floor.Queue.Count == 0
            ? ControlErrors.FloorQueueEmpty(details.Conference.Name)
            : details.Floor with { Holder = site ?? details.Floor.Queue[0].Site, GivenAt = Morning });

    public Task<ControlResult<FloorInfo>> TakeFloorAsync(Act act, string conference, CancellationToken cancel) =>
        WithAsync<FloorInfo>(act, "take", conference, details => details.Floor with { Holder = null, GivenAt = null });

    public Task<ControlResult<FloorInfo>> RemoveFromFloorQueueAsync(Act act, string conference, string site, CancellationToken cancel) =>
        WithAsync<FloorInfo>(act, $"remove {site}", conference, details => details.Floor with { Queue = [] });

    public async Task<ControlResult<ContentInfo>> ContentAsync(string conference, CancellationToken cancel) =>
        (await GetAsync(conference, cancel)).TryGet(out ConferenceDetails? details, out ControlError? error)
            ? new ContentInfo(details.Conference.ContentSite, [.. details.Sites.Where(site => site is { HasSlides: true, Presenting: false }).Select(site => site.Name)])
            : error;

    public Task<ControlResult<ContentInfo>> GiveContentAsync(Act act, string conference, string site, CancellationToken cancel) =>
        WithAsync<ContentInfo>(act, $"present {site}", conference, details => new ContentInfo(site, []));

    public Task<ControlResult<ContentInfo>> StopContentAsync(Act act, string conference, CancellationToken cancel) =>
        WithAsync<ContentInfo>(act, "stop content", conference, details => details.Conference.ContentSite is null
            ? ControlErrors.ContentFree(details.Conference.Name)
            : new ContentInfo(Presenter: null, []));

    public async Task<ControlResult<SnapshotPicture>> SnapshotAsync(string conference, CancellationToken cancel) =>
        (await GetAsync(conference, cancel)).TryGet(out _, out ControlError? error)
            ? new SnapshotPicture(Samples.Png, 1280, 720, Morning)
            : error;

    public Task<ControlResult<RecordingInfo>> StartRecordingAsync(Act act, string conference, string? fileName, CancellationToken cancel) =>
        WithAsync<RecordingInfo>(act, $"record {fileName}", conference, details =>
            new RecordingInfo($"/data/recordings/{fileName ?? details.Conference.SipUser}.mkv", $"recordings/{fileName ?? details.Conference.SipUser}.mkv", Morning, StoppedAt: null, Bytes: 0));

    public Task<ControlResult<RecordingInfo>> StopRecordingAsync(Act act, string conference, CancellationToken cancel) =>
        WithAsync<RecordingInfo>(act, "stop", conference, details => ControlErrors.NotRecording(details.Conference.Name));

    public async Task<NodeStatus> NodeStatusAsync(CancellationToken cancel)
    {
        await (Stuck ?? Task.CompletedTask);
        return Samples.Node;
    }

    private static bool Selected(SiteSelection sites, SiteInfo site) => sites.Site is { } one
        ? NameFolding.Fold(site.Name) == NameFolding.Fold(one)
        : !sites.Except.Any(name => NameFolding.Fold(name) == NameFolding.Fold(site.Name));

    private Task<ControlResult<ConferenceInfo>> AtAsync(
        Act act, string unit, string what, string conference, Func<ConferenceInfo, ConferenceInfo> change) => unit == "nowhere"
        ? WithAsync<ConferenceInfo>(act, what, conference, details => ControlErrors.UnitNotFound(unit, details.Conference.Name, ["khanh-son"]))
        : ChangeAsync(act, $"{what} at {unit}", conference, info => change(info) with { CarriedOutBy = $"Khánh Sơn ({unit})" });

    private Task<ControlResult<ConferenceInfo>> ChangeAsync(
        Act act, string what, string conference, Func<ConferenceInfo, ConferenceInfo> change) =>
        WithAsync<ConferenceInfo>(act, what, conference, details =>
        {
            ConferenceInfo changed = change(details.Conference);
            Replace(details, details with { Conference = changed });
            return changed;
        });

    private Task<ControlResult<SiteInfo>> OnSiteAsync(
        Act act, string what, string conference, string site, Func<SiteInfo, SiteInfo> change) =>
        WithAsync<SiteInfo>(act, what, conference, details => ControlLookup
            .Site(details.Sites, site, details.Conference.Name, item => new NameKeys(item.Id, item.Name))
            .TryGet(out SiteInfo? found, out ControlError? error) ? change(found) : error);

    private async Task<ControlResult<SiteInfo>> RingAsync(Act act, SiteCall call)
    {
        TaskCompletionSource ends = ringing.GetOrAdd(act.OpId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        rings.TrySetResult();
        await ends.Task;
        return ControlErrors.CallFailed(call.Target, 487, "canceled");
    }

    private Task<ControlResult<T>> WithAsync<T>(
        Act act, string what, string conference, Func<ConferenceDetails, ControlResult<T>> work) =>
        DoAsync<T>(act, what, () => Find(conference).TryGet(out ConferenceDetails? details, out ControlError? error) ? work(details) : error);

    private async Task<ControlResult<T>> DoAsync<T>(Act act, string what, Func<ControlResult<T>> work)
    {
        await (Stuck ?? Task.CompletedTask);
        Task<ControlResult<T>>? result;
        lock (gate)
        {
            string method = what.Split(' ')[0];
            if (!results.TryGet(act, method, out result))
            {
                result = Task.FromResult(work());
                results.Add(act, method, result);
                Done.Add((act, what));
            }
        }

        return await result;
    }

    private void Replace(ConferenceDetails old, ConferenceDetails changed) => conferences[conferences.IndexOf(old)] = changed;

    private ControlResult<ConferenceDetails> Find(string query) => ControlLookup.Conference(
        conferences,
        query,
        item => new NameKeys(item.Conference.Id, item.Conference.Name, item.Conference.Number, item.Conference.SipUser));
}
