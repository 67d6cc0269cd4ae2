using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Mcu.Node.Control;
using Mcu.V1;

namespace Mcu.Tests.Api;

/// <summary>mcu.v1.ConferenceService over a socket.</summary>
public sealed class ConferenceServiceTests
{
    private ApiServer server;
    private V1.ConferenceService.ConferenceServiceClient client;

    [SetUp]
    public async Task StartAsync()
    {
        server = await ApiServer.StartAsync();
        client = new V1.ConferenceService.ConferenceServiceClient(server.Channel);
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Create_WithEverything_ComesBackInListAndGet()
    {
        var request = new CreateConferenceRequest
        {
            OpId = "1",
            Name = "Giao ban",
            Number = "77",
            Layout = new Layout { Kind = LayoutKind.Panes, Panes = { "Nha Trang", "Cam Ranh" } },
            Video = new VideoFormat { Width = 640, Height = 360, FrameRate = 15 },
            Duration = Duration.FromTimeSpan(TimeSpan.FromMinutes(90)),
            ChairSite = "UBND tỉnh",
            Srtp = V1.SrtpPolicy.Required,
        };
        Conference made = await client.CreateAsync(request);
        ListConferencesResponse list = await client.ListAsync(new ListConferencesRequest { Filter = "GIAO" });
        V1.ConferenceDetails details = await client.GetAsync(new GetConferenceRequest { Conference = "77" });
        Assert.Multiple(() =>
        {
            Assert.That(made.Layout.Panes, Is.EqualTo(new[] { "Nha Trang", "Cam Ranh" }));
            Assert.That(made.Video, Is.EqualTo(new VideoFormat { Width = 640, Height = 360, FrameRate = 15, BitrateKbps = 1500 }));
            Assert.That(made.ChairSite, Is.EqualTo("UBND tỉnh"));
            Assert.That(made.Srtp, Is.EqualTo(V1.SrtpPolicy.Required));
            Assert.That(list.Conferences, Is.EqualTo(new[] { made }));
            Assert.That(details.Conference, Is.EqualTo(made));
        });
    }

    [Test]
    public async Task Create_SentTwiceWithOneOpId_IsDoneOnce()
    {
        var request = new CreateConferenceRequest { OpId = "same", Name = "Họp" };
        Conference first = await client.CreateAsync(request);
        Conference again = await client.CreateAsync(request);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(server.Control.Done, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task End_OpIdOfAnotherAct_IsRefused()
    {
        await client.CreateAsync(new CreateConferenceRequest { OpId = "same", Name = "Họp" });
        RpcException error = Refused(() => client.End(new EndRequest { OpId = "same", Conference = "Họp" }));
        Assert.That(Reason(error), Is.EqualTo("OP_ID_REUSED"));
    }

    [Test]
    public async Task Get_UnknownName_TellsNearNamesInBothLanguages()
    {
        await client.CreateAsync(new CreateConferenceRequest { OpId = "1", Name = "Khánh Hòa" });
        RpcException error = Refused(() => client.Get(new GetConferenceRequest { Conference = "khanh hao" }));
        Google.Rpc.Status status = error.GetRpcStatus()!;
        string[] locales = [.. status.Details.Where(any => any.Is(LocalizedMessage.Descriptor)).Select(any => any.Unpack<LocalizedMessage>().Locale)];
        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.EqualTo(StatusCode.NotFound));
            Assert.That(status.GetDetail<ErrorInfo>()!.Reason, Is.EqualTo("CONFERENCE_NOT_FOUND"));
            Assert.That(status.GetDetail<ErrorInfo>()!.Metadata["near"], Is.EqualTo("Khánh Hòa"));
            Assert.That(locales, Is.EqualTo(new[] { "vi", "en" }));
        });
    }

    [Test]
    public void Create_SeveralWrongFields_NamesThemAll()
    {
        var request = new CreateConferenceRequest
        {
            Name = "!!!",
            Number = "12a",
            Layout = new Layout { Kind = LayoutKind.OnePlus, Others = 6 },
            Video = new VideoFormat { Width = 641, Height = 360, FrameRate = 99, BitrateKbps = 9 },
            Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)),
        };
        RpcException error = Refused(() => client.Create(request));
        string[] fields = [.. error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)];
        Assert.That(fields, Is.EquivalentTo(new[]
        {
            "op_id", "name", "number", "layout.others", "video.width", "video.frame_rate", "video.bitrate_kbps", "duration",
        }));
    }

    [Test]
    public void SetLayout_SameSiteTwice_IsRefused()
    {
        var layout = new Layout { Kind = LayoutKind.Panes, Panes = { "Cam Ranh", "cam ranh" } };
        RpcException error = Refused(() => client.SetLayout(new SetLayoutRequest { OpId = "1", Conference = "x", Layout = layout }));
        Assert.That(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Single().Field, Is.EqualTo("layout.panes[1]"));
    }

    [Test]
    public void StartRecording_FileNameWithFolder_IsRefused()
    {
        RpcException error = Refused(
            () => client.StartRecording(new StartRecordingRequest { OpId = "1", Conference = "x", FileName = "../etc/passwd" }));
        Assert.That(Reason(error), Is.EqualTo("INVALID_FIELD"));
    }

    [Test]
    public async Task List_PagedByTwo_GivesEachOnce()
    {
        foreach (string name in new[] { "A", "B", "C", "D", "E" })
        {
            await client.CreateAsync(new CreateConferenceRequest { OpId = name, Name = name });
        }

        var seen = new List<string>();
        string token = "";
        do
        {
            ListConferencesResponse page = await client.ListAsync(new ListConferencesRequest { PageSize = 2, PageToken = token });
            Assert.That(page.Total, Is.EqualTo(5));
            seen.AddRange(page.Conferences.Select(item => item.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.That(seen, Is.EqualTo(new[] { "A", "B", "C", "D", "E" }));
    }

    [Test]
    public void List_MadeUpPageToken_IsRefused()
    {
        RpcException error = Refused(() => client.List(new ListConferencesRequest { PageToken = "x" }));
        Assert.That(error.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
    }

    [Test]
    public async Task ListSites_ByStateAndFilter_GivesThoseOnly()
    {
        server.Control.Add(Samples.ProvinceMeeting());
        ListSitesResponse lost = await client.ListSitesAsync(
            new ListSitesRequest { Conference = "2026", States = { V1.SiteState.SignalLost } });
        ListSitesResponse named = await client.ListSitesAsync(new ListSitesRequest { Conference = "2026", Filter = "khanh vinh" });
        Assert.That(lost.Sites.Select(site => site.Name), Is.EqualTo(new[] { "Cam Ranh" }));
        Assert.That(named.Sites.Select(site => site.Name), Is.EqualTo(new[] { "Khánh Vĩnh", "Thị trấn Khánh Vĩnh" }));
    }

    [Test]
    public async Task Mute_AllButSome_ReachesTheControl()
    {
        server.Control.Add(Samples.ProvinceMeeting());
        MuteResponse muted = await client.MuteAsync(
            new MuteRequest { OpId = "1", Conference = "2026", All = true, Except = { "UBND tỉnh" } });
        Assert.That(muted.Changed, Has.Count.EqualTo(14), "16 but the chair and the one that is muted");
        Assert.That(server.Control.Done.Single().What, Is.EqualTo("mute True * UBND tỉnh"));
    }

    [Test]
    public void Get_ControlLoopStuck_EndsAtTheDeadline()
    {
        server.Control.Stuck = new TaskCompletionSource().Task;
        RpcException error = Refused(
            () => client.Get(new GetConferenceRequest { Conference = "x" }, deadline: DateTime.UtcNow.AddMilliseconds(100)));
        Assert.That(error.StatusCode, Is.EqualTo(StatusCode.DeadlineExceeded));
    }

    [Test]
    public async Task Acts_DoneAndRefused_AreInTheAuditLog()
    {
        var who = new Metadata { { "mcu-operator-bin", System.Text.Encoding.UTF8.GetBytes("Lan, trực kỹ thuật\n") } };
        await client.CreateAsync(new CreateConferenceRequest { OpId = "a", Name = "Họp" }, who);
        Refused(() => client.Drop(new DropRequest { OpId = "b", Conference = "Họp", Site = "Nha Trang" }, who));
        await client.ListAsync(new ListConferencesRequest());
        JsonElement[] lines = [.. (await server.AuditLinesAsync()).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Multiple(() =>
        {
            Assert.That(lines.Select(line => line.GetProperty("act").GetString()), Is.EqualTo(new[] { "ConferenceService/Create", "ConferenceService/Drop" }));
            Assert.That(lines.Select(line => line.GetProperty("result").GetString()), Is.EqualTo(new[] { "OK", "SITE_NOT_FOUND" }));
            Assert.That(lines[0].GetProperty("operator").GetString(), Is.EqualTo("Lan, trực kỹ thuật"));
            Assert.That(lines[0].GetProperty("op_id").GetString(), Is.EqualTo("a"));
            Assert.That(lines[0].GetProperty("request").GetProperty("name").GetString(), Is.EqualTo("Họp"));
        });
    }

    private static RpcException Refused(Func<object> call) => Assert.Throws<RpcException>(() => call())!;

    private static string? Reason(RpcException error) => error.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}
