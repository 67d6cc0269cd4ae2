using System.Net;
using Grpc.Core;
using Mcu.Node.Cascade.Orphans;
using Mcu.Node.Cli;
using Mcu.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mcu.Tests.Cli;

/// <summary><c>mcu cascade</c>, asked of a province with a district that was lost.</summary>
public sealed class CascadeCommandsTests
{
    private WebApplication app = null!;
    private Uri address = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        app = builder.Build();
        app.MapGrpcService<Province>();
        await app.StartAsync();
        address = new Uri(app.Urls.First());
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await app.DisposeAsync();

    [TestCase("vi", "mất nối ⇑12")]
    [TestCase("en", "down ⇑12")]
    public async Task Show_LostDistrictWhoseRoomsAreAdopted_SaysHowMany(string language, string state)
    {
        CliRun run = await CliRun.RunAsync(address, $"cascade show --lang {language}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines.Single(line => line.Contains("khanh-son", StringComparison.Ordinal)), Does.Contain(state));
        Assert.That(run.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), run.Out);
    }

    [TestCase("vi", "đã trả về 2/2", "đã trả về")]
    [TestCase("en", "2 of 2 sites went back", "went back")]
    public async Task HandBack_AllWentBack_TellsEach(string language, string sum, string each)
    {
        CliRun run = await CliRun.RunAsync(address, $"cascade hand-back cam-lam --lang {language}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Out, Does.Contain("cam-lam/cam-hiep").And.Contain(sum).And.Contain(each));
        Assert.That(run.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), run.Out);
    }

    [TestCase("vi", "giữ lại đây: MCU đó không nối được phòng")]
    [TestCase("en", "kept here: its MCU did not get it")]
    public async Task HandBack_OneStayed_SaysWhyAndExitsWithOne(string language, string reason)
    {
        CliRun run = await CliRun.RunAsync(address, $"cascade hand-back khanh-son --lang {language}");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(run.Out, Does.Contain(reason));
        Assert.That(run.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), run.Out);
    }

    [Test]
    public async Task HandBack_Json_HasEachSitesReason()
    {
        CliRun run = await CliRun.RunAsync(address, "cascade hand-back khanh-son --output json");
        HandBackResponse done = HandBackResponse.Parser.ParseJson(run.Out);
        Assert.That(done.Sites.Select(site => (site.Returned, site.Reason)), Is.EqualTo(new[] { (true, ""), (false, HandBack.NotConnected) }));
    }

    private sealed class Province : CascadeService.CascadeServiceBase
    {
        public override Task<ShowCascadeResponse> Show(ShowCascadeRequest request, ServerCallContext context)
        {
            var here = new NodeLinks { Node = "khanh-hoa", Title = "Tỉnh Khánh Hòa", Version = "0.1.0" };
            here.Links.Add(new LinkInfo { Node = "khanh-son", Title = "Huyện Khánh Sơn", State = LinkState.Down, RttMs = -1, Adopted = 12 });
            here.Links.Add(new LinkInfo
            {
                Node = "cam-lam", Title = "Huyện Cam Lâm", State = LinkState.Up, Transport = LinkTransport.Udp, RttMs = 12.5, LossPercent = 0.3, InKbps = 1234, OutKbps = 1234, Version = "0.1.0", Adopted = 9,
            });
            return Task.FromResult(new ShowCascadeResponse { Node = "khanh-hoa", Path = { "khanh-hoa" }, Nodes = { here } });
        }

        public override Task<HandBackResponse> HandBack(HandBackRequest request, ServerCallContext context) => Task.FromResult(request.Unit == "cam-lam"
            ? new HandBackResponse { Unit = "cam-lam", Sites = { Site("cam-lam/cam-hiep", ""), Site("cam-lam/suoi-tan", "") } }
            : new HandBackResponse { Unit = "khanh-son", Sites = { Site("khanh-son/son-binh", ""), Site("khanh-son/to-hap", Mcu.Node.Cascade.Orphans.HandBack.NotConnected) } });

        private static HandedBackSite Site(string path, string reason) => new()
        {
            Conference = "Họp giao ban tỉnh Khánh Hòa quý I", Site = path, Name = path, Returned = reason.Length == 0, Reason = reason,
        };
    }
}
