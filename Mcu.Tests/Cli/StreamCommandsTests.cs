using System.Text.Json;
using Mcu.Node.Cli;
using Mcu.Node.Control;
using Mcu.Tests.Api;

namespace Mcu.Tests.Cli;

/// <summary>Verbs that stay.</summary>
public sealed class StreamCommandsTests
{
    private ApiServer server;

    [SetUp]
    public async Task StartAsync()
    {
        server = await ApiServer.StartAsync();
        server.Control.Add(Samples.ProvinceMeeting());
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Watch_ConferenceEnds_EndsAndSaysSo()
    {
        Task<CliRun> watching = CliRun.RunAsync(server.Address, "watch 2026 --interval 200ms --lang en");
        await EndOnceWatchedAsync();
        CliRun run = await watching;
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Lines[^1], Is.EqualTo("Conference Họp giao ban tỉnh Khánh Hòa quý I has ended."));
    }

    [Test]
    public async Task Events_WithoutFollow_PrintsThemAndEnds()
    {
        server.Events.Publish(FakeControl.Morning, ControlEventKind.SiteConnected, "a", "Họp", "Nha Trang");
        server.Events.Publish(FakeControl.Morning, ControlEventKind.FloorGiven, "a", "Họp", "Cam Ranh");
        CliRun run = await CliRun.RunAsync(server.Address, "events --lang vi --kind floor-given");
        Assert.That(run.Lines.Single(), Does.Contain("2026-03-02 08:30").And.Contain("[Họp] Mời Cam Ranh phát biểu"));
    }

    [Test]
    public async Task Events_Json_IsOneObjectPerLine()
    {
        server.Events.Publish(FakeControl.Morning, ControlEventKind.SiteConnected, "a", "Họp", "Nha Trang");
        server.Events.Publish(FakeControl.Morning, ControlEventKind.Alarm);
        CliRun run = await CliRun.RunAsync(server.Address, "events --output json");
        string?[] kinds = [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString())];
        Assert.That(kinds, Is.EqualTo(new[] { "EVENT_KIND_SITE_CONNECTED", "EVENT_KIND_ALARM" }));
    }

    [Test]
    public async Task Events_Follow_InterruptedGivesTheCodeOfCtrlC()
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        CliRun run = await CliRun.RunAsync(new CliSetup(), server.Address, interrupt.Token, "events", "--follow");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(run.Error, Is.Empty);
    }

    private async Task EndOnceWatchedAsync()
    {
        await server.Control.Watched.WaitAsync(TimeSpan.FromSeconds(10));
        await server.Control.EndAsync(new Act("2", "me"), "2026", CancellationToken.None);
    }
}
