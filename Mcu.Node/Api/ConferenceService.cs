using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Core.Composing;
using Mcu.Node.Control;
using Mcu.V1;
using static Mcu.Node.Api.ControlCalls;
using ConferenceDetails = Mcu.Node.Control.ConferenceDetails;

namespace Mcu.Node.Api;

/// <summary><c>mcu.v1.ConferenceService</c>: checks each request, asks the control loop, maps the answer.</summary>
internal sealed class ConferenceService(IConferenceControl control, EventHistory events, TimeProvider time)
    : V1.ConferenceService.ConferenceServiceBase
{
    /// <summary>How long one attempt of a dial-out may ring before it counts as not answered, with room to spare.</summary>
    private static readonly TimeSpan CallAttempt = TimeSpan.FromSeconds(90);

    public override async Task<Conference> Create(CreateConferenceRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        Act act = ActOf(context, request.OpId);
        return (await RunAsync(context, cancel => control.CreateAsync(act, request.ToDraft(), cancel))).ToProto();
    }

    public override async Task<ListConferencesResponse> List(ListConferencesRequest request, ServerCallContext context)
    {
        string filter = NameFolding.Fold(request.Filter);
        IReadOnlyList<ConferenceInfo> all = await AskAsync(context, control.ListAsync);
        ConferenceInfo[] matching = [.. all.Where(item => Fits(filter, item.Name, item.Number, item.SipUser))];
        (IReadOnlyList<ConferenceInfo> page, string next) = Paging.Page(matching, request.PageSize, request.PageToken);
        var response = new ListConferencesResponse { NextPageToken = next, Total = (uint)matching.Length };
        response.Conferences.Add(page.Select(item => item.ToProto()));
        return response;
    }

    public override async Task<V1.ConferenceDetails> Get(GetConferenceRequest request, ServerCallContext context) =>
        (await DetailsAsync(request.Conference, context)).ToProto();

    public override Task<Conference> SetLayout(SetLayoutRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        LayoutSpec layout = request.Layout.ToSpec();
        string? chair = OrNull(request.ChairSite);
        return ConferenceActAsync(
            request.OpId,
            request.Conference,
            context,
            (act, cancel) => request.At.Length > 0
                ? control.ActAtAsync(act, request.Conference, request.At, new UnitAct.SetLayout(layout, chair), cancel)
                : control.SetLayoutAsync(act, request.Conference, layout, chair, cancel));
    }

    public override Task<Conference> Lock(LockRequest request, ServerCallContext context) => ConferenceActAsync(
        request.OpId, request.Conference, context, (act, cancel) => control.SetLockedAsync(act, request.Conference, locked: true, cancel));

    public override Task<Conference> Unlock(UnlockRequest request, ServerCallContext context) => ConferenceActAsync(
        request.OpId, request.Conference, context, (act, cancel) => control.SetLockedAsync(act, request.Conference, locked: false, cancel));

    public override Task<Conference> ShowMessage(ShowMessageRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        return ConferenceActAsync(
            request.OpId,
            request.Conference,
            context,
            (act, cancel) => request.At.Length > 0
                ? control.ActAtAsync(act, request.Conference, request.At, new UnitAct.ShowMessage(OrNull(request.Text)), cancel)
                : control.ShowMessageAsync(act, request.Conference, OrNull(request.Text), cancel));
    }

    public override Task<Conference> Extend(ExtendRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        TimeSpan by = request.By.ToTimeSpan();
        return ConferenceActAsync(
            request.OpId, request.Conference, context, (act, cancel) => control.ExtendAsync(act, request.Conference, by, cancel));
    }

    public override Task<Conference> End(EndRequest request, ServerCallContext context) => ConferenceActAsync(
        request.OpId, request.Conference, context, (act, cancel) => control.EndAsync(act, request.Conference, cancel));

    public override Task<Conference> Focus(FocusRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        return ConferenceActAsync(
            request.OpId,
            request.Conference,
            context,
            (act, cancel) => request.At.Length > 0
                ? control.ActAtAsync(act, request.Conference, request.At, new UnitAct.Focus(OrNull(request.Site)), cancel)
                : control.FocusAsync(act, request.Conference, OrNull(request.Site), cancel));
    }

    public override async Task<ListSitesResponse> ListSites(ListSitesRequest request, ServerCallContext context)
    {
        string filter = NameFolding.Fold(request.Filter);
        ConferenceDetails details = await DetailsAsync(request.Conference, context);
        SiteInfo[] matching = [.. details.Sites.Where(site => Fits(filter, site.Name, site.Uri)
            && (request.States.Count == 0 || request.States.Contains(site.State.ToProto())))];
        (IReadOnlyList<SiteInfo> page, string next) = Paging.Page(matching, request.PageSize, request.PageToken);
        var response = new ListSitesResponse { NextPageToken = next, Total = (uint)matching.Length };
        response.Sites.Add(page.Select(site => site.ToProto()));
        return response;
    }

    public override async Task<Site> CallSite(CallSiteRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        Act act = ActOf(context, request.OpId);
        int retries = (int)request.Retries;
        TimeSpan interval = request.RetryInterval?.ToTimeSpan() ?? TimeSpan.FromSeconds(10);
        var call = new SiteCall(request.Target.Trim(), OrNull(request.Name.Trim()), retries, interval, !request.NoWait);
        TimeSpan limit = request.NoWait ? Limit : (CallAttempt * (retries + 1)) + (interval * retries);
        return (await RunAsync(context, cancel => control.CallSiteAsync(act, request.Conference, call, cancel), limit)).ToProto();
    }

    public override async Task<CancelCallResponse> CancelCall(CancelCallRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        Act act = ActOf(context, request.OpId);
        bool canceled = await RunAsync(context, cancel => control.CancelCallAsync(act, request.Conference, request.CallOpId, cancel));
        return new CancelCallResponse { Canceled = canceled };
    }

    public override Task<MuteResponse> Mute(MuteRequest request, ServerCallContext context)
    {
        RequestRules.CheckMute(request.OpId, request.Conference, request.Site, request.All, request.Except);
        SiteSelection sites = request.All ? SiteSelection.AllBut([.. request.Except]) : SiteSelection.One(request.Site);
        return SetMutedAsync(request.OpId, request.Conference, sites, muted: true, context);
    }

    public override Task<MuteResponse> Unmute(UnmuteRequest request, ServerCallContext context)
    {
        RequestRules.CheckMute(request.OpId, request.Conference, request.Site, request.All, request.Except);
        SiteSelection sites = request.All ? SiteSelection.AllBut([.. request.Except]) : SiteSelection.One(request.Site);
        return SetMutedAsync(request.OpId, request.Conference, sites, muted: false, context);
    }

    public override async Task<Site> SetGain(SetGainRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        Act act = ActOf(context, request.OpId);
        return (await RunAsync(
            context, cancel => control.SetGainAsync(act, request.Conference, request.Site, request.GainDb, cancel))).ToProto();
    }

    public override async Task<Site> Drop(DropRequest request, ServerCallContext context)
    {
        RequestRules.CheckAct(request.OpId, request.Conference, request.Site);
        Act act = ActOf(context, request.OpId);
        return (await RunAsync(context, cancel => control.DropAsync(act, request.Conference, request.Site, cancel))).ToProto();
    }

    public override Task<Floor> GiveFloor(GiveFloorRequest request, ServerCallContext context) => FloorActAsync(
        request.OpId, request.Conference, context, (act, cancel) => control.GiveFloorAsync(act, request.Conference, OrNull(request.Site), cancel));

    public override Task<Floor> TakeFloor(TakeFloorRequest request, ServerCallContext context) => FloorActAsync(
        request.OpId, request.Conference, context, (act, cancel) => control.TakeFloorAsync(act, request.Conference, cancel));

    public override async Task<Floor> FloorQueue(FloorQueueRequest request, ServerCallContext context) =>
        (await DetailsAsync(request.Conference, context)).Floor.ToProto();

    public override Task<Floor> RemoveFromFloorQueue(RemoveFromFloorQueueRequest request, ServerCallContext context)
    {
        RequestRules.CheckAct(request.OpId, request.Conference, request.Site);
        return FloorActAsync(
            request.OpId,
            request.Conference,
            context,
            (act, cancel) => control.RemoveFromFloorQueueAsync(act, request.Conference, request.Site, cancel));
    }

    public override async Task<Content> ShowContent(ShowContentRequest request, ServerCallContext context)
    {
        RequestRules.CheckConference(request.Conference);
        return (await RunAsync(context, cancel => control.ContentAsync(request.Conference, cancel))).ToProto();
    }

    public override Task<Content> GiveContent(GiveContentRequest request, ServerCallContext context)
    {
        RequestRules.CheckAct(request.OpId, request.Conference, request.Site);
        return ContentActAsync(
            request.OpId, request.Conference, context, (act, cancel) => control.GiveContentAsync(act, request.Conference, request.Site, cancel));
    }

    public override Task<Content> StopContent(StopContentRequest request, ServerCallContext context) => ContentActAsync(
        request.OpId, request.Conference, context, (act, cancel) => control.StopContentAsync(act, request.Conference, cancel));

    public override async Task<SnapshotResponse> Snapshot(SnapshotRequest request, ServerCallContext context)
    {
        RequestRules.CheckConference(request.Conference);
        return (await RunAsync(context, cancel => control.SnapshotAsync(request.Conference, cancel))).ToProto();
    }

    public override async Task<Recording> StartRecording(StartRecordingRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        Act act = ActOf(context, request.OpId);
        string? name = OrNull(request.FileName);
        return (await RunAsync(context, cancel => control.StartRecordingAsync(act, request.Conference, name, cancel))).ToProto();
    }

    public override async Task<Recording> StopRecording(StopRecordingRequest request, ServerCallContext context)
    {
        RequestRules.CheckAct(request.OpId, request.Conference);
        Act act = ActOf(context, request.OpId);
        return (await RunAsync(context, cancel => control.StopRecordingAsync(act, request.Conference, cancel))).ToProto();
    }

    public override Task Watch(WatchRequest request, IServerStreamWriter<WatchUpdate> responseStream, ServerCallContext context)
    {
        RequestRules.Check(request);
        TimeSpan interval = request.Interval?.ToTimeSpan() ?? TimeSpan.FromSeconds(1);
        return new WatchStream(control, time, interval).RunAsync(request.Conference, responseStream, context);
    }

    public override Task Events(EventsRequest request, IServerStreamWriter<Event> responseStream, ServerCallContext context) =>
        new EventStream(control, events).RunAsync(request, responseStream, context);

    private Task<ConferenceDetails> DetailsAsync(string conference, ServerCallContext context)
    {
        RequestRules.CheckConference(conference);
        return RunAsync(context, cancel => control.GetAsync(conference, cancel));
    }

    private static async Task<Conference> ConferenceActAsync(
        string opId, string conference, ServerCallContext context, Func<Act, CancellationToken, Task<ControlResult<ConferenceInfo>>> call)
    {
        RequestRules.CheckAct(opId, conference);
        Act act = ActOf(context, opId);
        return (await RunAsync(context, cancel => call(act, cancel))).ToProto();
    }

    private static async Task<Floor> FloorActAsync(
        string opId, string conference, ServerCallContext context, Func<Act, CancellationToken, Task<ControlResult<FloorInfo>>> call)
    {
        RequestRules.CheckAct(opId, conference);
        Act act = ActOf(context, opId);
        return (await RunAsync(context, cancel => call(act, cancel))).ToProto();
    }

    private static async Task<Content> ContentActAsync(
        string opId, string conference, ServerCallContext context, Func<Act, CancellationToken, Task<ControlResult<ContentInfo>>> call)
    {
        RequestRules.CheckAct(opId, conference);
        Act act = ActOf(context, opId);
        return (await RunAsync(context, cancel => call(act, cancel))).ToProto();
    }

    private async Task<MuteResponse> SetMutedAsync(
        string opId, string conference, SiteSelection sites, bool muted, ServerCallContext context)
    {
        Act act = ActOf(context, opId);
        IReadOnlyList<SiteInfo> changed =
            await RunAsync(context, cancel => control.SetMutedAsync(act, conference, sites, muted, cancel));
        var response = new MuteResponse();
        response.Changed.Add(changed.Select(site => site.ToProto()));
        return response;
    }

    private static bool Fits(string filter, params ReadOnlySpan<string?> texts)
    {
        foreach (string? text in texts)
        {
            if (filter.Length == 0 || NameFolding.Fold(text ?? "").Contains(filter, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
