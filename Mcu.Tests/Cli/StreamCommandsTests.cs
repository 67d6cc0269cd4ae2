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

    [TestCase(ControlEventKind.SiteConnected, "video=H264,audio=opus", "en", "Site Cam Ranh connected (H264, opus)")]
    [TestCase(ControlEventKind.SiteDisconnected, "from=connected,reason=no_media", "vi", "Điểm cầu Cam Ranh đã rời: không còn tín hiệu từ điểm cầu")]
    [TestCase(ControlEventKind.SiteDisconnected, "from=ringing,sip_status=486,sip_phrase=Busy Here", "vi", "Gọi điểm cầu Cam Ranh không được: máy bận (486)")]
    [TestCase(ControlEventKind.SiteDisconnected, "from=calling,sip_status=420,sip_phrase=Bad Extension", "en", "Site Cam Ranh could not be called: SIP 420 Bad Extension")]
    [TestCase(ControlEventKind.SiteChanged, "change=muted,by=self", "vi", "Cam Ranh tự tắt mic")]
    [TestCase(ControlEventKind.SiteChanged, "change=gain,from=0,to=-3", "en", "Gain of Cam Ranh: -3 dB, before 0 dB")]
    [TestCase(ControlEventKind.SiteChanged, "change=teleported", "en", "Site Cam Ranh changed")]
    [TestCase(ControlEventKind.ConferenceChanged, "change=end,to=2026-03-02T09:30:00Z", "en", "Conference Họp goes on until 2026-03-02 16:30")]
    [TestCase(ControlEventKind.RecordingFailed, "path=recordings/a.mkv,error=disk_full,cause=ENOSPC", "vi", "Ghi hình vào recordings/a.mkv bị lỗi: đầy đĩa (ENOSPC)")]
    public async Task Events_WithDetails_IsOneSentenceWithoutRawFields(ControlEventKind kind, string details, string language, string sentence)
    {
        Dictionary<string, string> data = details.Split(',').Select(item => item.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        server.Events.Publish(FakeControl.Morning, kind, "a", "Họp", "Cam Ranh", data);
        CliRun run = await CliRun.RunAsync(server.Address, $"events --lang {language}");
        Assert.That(run.Lines.Single(), Does.EndWith($"[Họp] {sentence}"));
    }

    [Test]
    public async Task Events_Json_HasTheDetailsAsData()
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["change"] = "layout", ["from"] = "auto", ["to"] = "1+5" };
        server.Events.Publish(FakeControl.Morning, ControlEventKind.ConferenceChanged, "a", "Họp", details: details);
        CliRun run = await CliRun.RunAsync(server.Address, "events --output json");
        JsonElement told = JsonDocument.Parse(run.Lines.Single()).RootElement.GetProperty("details");
        Assert.That(told.EnumerateObject().Select(item => $"{item.Name}={item.Value}"), Is.EquivalentTo(new[] { "change=layout", "from=auto", "to=1+5" }));
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

    [TestCase("en", "Stopped by Ctrl-C: the call to sip:ringing@host is canceled.")]
    [TestCase("vi", "Đã dừng theo Ctrl-C: cuộc gọi tới sip:ringing@host đã hủy.")]
    public async Task SiteCall_InterruptedWhileItRings_CancelsTheCallAndSaysSo(string language, string told)
    {
        using var interrupt = new CancellationTokenSource();
        Task<CliRun> calling = CliRun.RunAsync(
            new CliSetup(), server.Address, interrupt.Token, "site", "call", "2026", "sip:ringing@host", "--lang", language);
        await server.Control.Ringing.WaitAsync(TimeSpan.FromSeconds(10));
        await interrupt.CancelAsync();
        CliRun run = await calling;
        Assert.That(run.Code, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(run.Error.TrimEnd(), Does.EndWith(told));
    }

    private async Task EndOnceWatchedAsync()
    {
        await server.Control.Watched.WaitAsync(TimeSpan.FromSeconds(10));
        await server.Control.EndAsync(new Act("2", "me"), "2026", CancellationToken.None);
    }
}
