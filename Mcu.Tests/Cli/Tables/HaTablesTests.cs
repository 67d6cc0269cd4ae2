using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Node.Cli;
using Mcu.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mcu.Tests.Cli.Tables;

/// <summary>What operators read of a group and of its rehearsals, in both languages.</summary>
public sealed class HaTablesTests
{
    private static readonly Drill Rehearsed = new()
    {
        OpId = "1",
        At = new DateTimeOffset(2026, 11, 27, 1, 30, 0, TimeSpan.Zero).ToTimestamp(),
        Former = "khanh-hoa-1",
        Leader = "khanh-hoa-2",
        Term = 4,
        Parts =
        {
            new DrillPart { Unit = "khanh-son", Title = "Huyện Khánh Sơn", HadSound = true, HadPicture = true, Sound = Seconds(0.6), Picture = Seconds(0.8) },
            new DrillPart { Site = "ubnd", Title = "UBND tỉnh", HadSound = true, HadPicture = true, Sound = Seconds(0.5) },
            new DrillPart { Site = "so-noi-vu", Title = "Sở Nội vụ", HadSound = true, Sound = Seconds(1.25) },
        },
    };

    private readonly Fake fake = new();
    private WebApplication server;
    private Uri address;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(fake);
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        server = builder.Build();
        server.MapGrpcService<Fake>();
        await server.StartAsync();
        address = new Uri(server.Urls.First());
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Drill_InBothLanguages_TellsEachRoomAndUnit()
    {
        CliRun vietnamese = await RunAsync("ha drill --lang vi"), english = await RunAsync("ha drill --lang en");
        Assert.That(vietnamese.Out, Does.Match(@"điểm cầu của MCU này\s+UBND tỉnh\s+0\.5\s+chưa có lại").And.Match(@"đơn vị cấp dưới\s+Huyện Khánh Sơn\s+0\.6\s+0\.8").And.Contain("MCU trước phải ngừng"));
        Assert.That(english.Out, Does.Match(@"own rooms\s+Sở Nội vụ\s+1\.[23]\s+–").And.Contain("had to stop").And.Contain("khanh-hoa-2 leads instead of khanh-hoa-1"));
    }

    [Test]
    public async Task DrillHistory_InBothLanguages_TellsTheWorstOfEachTier()
    {
        CliRun vietnamese = await RunAsync("ha drill --history --lang vi"), english = await RunAsync("ha drill --history --lang en");
        Assert.That(vietnamese.Out, Does.Match(@"2026-11-27 08:30:00\s+khanh-hoa-1 → khanh-hoa-2\s+đơn vị cấp dưới\s+0\.6\s+0\.8"));
        Assert.That(english.Out, Does.Match(@"own rooms\s+1\.[23]\s+not back"));
        CliRun json = await RunAsync("ha drill --history --output json");
        Assert.That(json.Out, Does.Contain("\"picture\": \"0.800s\"").And.Contain("\"hadSound\": true"));
    }

    [Test]
    public async Task Status_StandbyThatLacksEntries_SaysWhyNobodyLeads()
    {
        CliRun vietnamese = await RunAsync("ha status --lang vi"), english = await RunAsync("ha status --lang en");
        Assert.That(vietnamese.Out, Does.Contain("máy này thiếu 3 mục mà nha-trang đã có").And.Contain("2026-11-27 08:30:00, khanh-hoa-1 → khanh-hoa-2"));
        Assert.That(english.Out, Does.Contain("this node lacks 3 entries that nha-trang has"));
    }

    private static Duration Seconds(double seconds) => TimeSpan.FromSeconds(seconds).ToDuration();

    private async Task<CliRun> RunAsync(string words)
    {
        CliRun run = await CliRun.RunAsync(address, words);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines.Where(line => !line.TrimStart().StartsWith('"')).Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), run.Out);
        return run;
    }

    private sealed class Fake : FailoverService.FailoverServiceBase
    {
        public override Task<SwitchoverResponse> Switchover(SwitchoverRequest request, ServerCallContext context) => Task.FromResult(
            new SwitchoverResponse { Former = Rehearsed.Former, Leader = Rehearsed.Leader, Term = 5, Took = Seconds(0.3), Drill = request.Drill ? Rehearsed : null });

        public override Task<ListDrillsResponse> ListDrills(ListDrillsRequest request, ServerCallContext context) =>
            Task.FromResult(new ListDrillsResponse { Drills = { Rehearsed } });

        public override Task<ShowHaResponse> Show(ShowHaRequest request, ServerCallContext context) => Task.FromResult(new ShowHaResponse
        {
            Group = "khanh-hoa",
            Node = "khanh-hoa-2",
            Role = V1.HaRole.Standby,
            Hindrance = HaHindrance.Behind,
            AheadNode = "nha-trang",
            Ahead = 3,
            LastDrill = Rehearsed,
        });
    }
}
