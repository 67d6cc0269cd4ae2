using Mcu.Node.Cli;
using Mcu.Node.Control;
using Mcu.Tests.Api;

namespace Mcu.Tests.Cli;

/// <summary>Tables and help pages fit a page and say what they should.</summary>
public sealed class TablesTests
{
    private ApiServer server;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await ApiServer.StartAsync();
        server.Control.Add(Samples.ProvinceMeeting());
        server.Events.Publish(FakeControl.Morning, ControlEventKind.SiteConnected, "a", "Họp", "Nha Trang\u001b[2J\r\nEvil");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("conference list", "Họp giao ban")]
    [TestCase("conference show 2026", "UBND tỉnh")]
    [TestCase("site list 2026", "Trường Sa")]
    [TestCase("site list 2026", "CM-128/80")]
    [TestCase("watch 2026 --once", "◆")]
    [TestCase("watch 2026 --once", "▣ ")]
    [TestCase("site list 2026", "▣ ")]
    [TestCase("content show 2026", "Nha Trang")]
    [TestCase("floor queue 2026", "Cam Ranh")]
    [TestCase("watch 2026 --once", "Trường Sa")]
    [TestCase("node info", "video:khanh-hoa-1")]
    [TestCase("node info", "FFmpeg 5.1.6-0+deb12u1 (libavcodec 59.37.100)")]
    public async Task Table_BothLanguages_FitsHundredColumns(string words, string content)
    {
        foreach (string language in new[] { "vi", "en" })
        {
            CliRun run = await CliRun.RunAsync(server.Address, $"{words} --lang {language}");
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(run.Out, Does.Contain(content));
            Assert.That(run.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), run.Out);
        }
    }

    [Test]
    public async Task Watch_EverySite_IsOneLineWithItsMeasurements()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "watch 2026 --once --lang vi");
        string[] rows = [.. run.Lines.Where(line => line.Contains("H264", StringComparison.Ordinal))];
        string chair = rows.Single(line => line.Contains("UBND tỉnh", StringComparison.Ordinal));
        Assert.That(rows, Has.Length.EqualTo(15), "one of the 16 is expected and has no media");
        Assert.That(chair, Does.Contain("▶♪").And.Contain("1280x720").And.Contain("1215/1535").And.Contain("-23"));
        Assert.That(run.Out, Does.Contain("mất tín hiệu"));
    }

    [TestCase("")]
    [TestCase("conference ")]
    [TestCase("conference create ")]
    [TestCase("conference layout ")]
    [TestCase("site ")]
    [TestCase("site call ")]
    [TestCase("site mute ")]
    [TestCase("floor queue ")]
    [TestCase("content ")]
    [TestCase("snapshot ")]
    [TestCase("record start ")]
    [TestCase("watch ")]
    [TestCase("events ")]
    [TestCase("pki ")]
    [TestCase("pki init ")]
    [TestCase("pki renew ")]
    public async Task Help_BothLanguages_FitsAndNamesTheUsage(string words)
    {
        foreach ((string language, string usage) in new[] { ("vi", "Cách dùng: mcu"), ("en", "Usage: mcu") })
        {
            CliRun run = await CliRun.RunAsync(server.Address, $"{words}--help --lang {language}");
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done));
            Assert.That(run.Out, Does.Contain(usage));
            Assert.That(run.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(CliEnvironment.PageWidth), run.Out);
        }
    }

    [Test]
    public async Task Events_ControlCharactersInAName_DoNotReachTheTerminal()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "events");
        Assert.That(run.Lines.Single(), Does.Contain("Nha Trang").And.Not.Contain("\u001b").And.Not.Contain("\r"));
    }
}
