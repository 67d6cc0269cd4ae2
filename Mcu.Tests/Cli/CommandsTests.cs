using System.Text.Json;
using Mcu.Node.Cli;
using Mcu.Node.Control;
using Mcu.Tests.Api;

namespace Mcu.Tests.Cli;

/// <summary>Every verb, against a server in memory.</summary>
public sealed class CommandsTests
{
    private ApiServer server;

    [SetUp]
    public async Task StartAsync()
    {
        server = await ApiServer.StartAsync();
        server.Control.Add(Samples.ProvinceMeeting());
        server.Control.Add(new ConferenceDetails(Samples.Conference("Họp huyện Diên Khánh", "3001"), [], FloorInfo.Free, Recording: null, 0));
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("conference layout 3001 lecture --chair UBND", "layout lecture")]
    [TestCase("conference layout 3001 grid:2x3", "layout grid:2x3")]
    [TestCase("conference layout 3001 panes:A,B", "layout panes:A,B")]
    [TestCase("conference lock 3001", "lock True")]
    [TestCase("conference unlock 3001", "lock False")]
    [TestCase("conference message 3001 Nghỉ", "message Nghỉ")]
    [TestCase("conference message 3001 --clear", "message ")]
    [TestCase("conference extend 3001 1h30m", "extend 01:30:00")]
    [TestCase("conference end 3001", "end")]
    [TestCase("site call 3001 sip:room@host --retries 2", "call sip:room@host 2 True")]
    [TestCase("site call 3001 sip:room@host --no-wait", "call sip:room@host 0 False")]
    [TestCase("site mute 2026 nha-trang", "mute True nha-trang ")]
    [TestCase("site mute 2026 --all --except A --except B", "mute True * A,B")]
    [TestCase("site unmute 2026 --all", "mute False * ")]
    [TestCase("site gain 2026 nha-trang -6", "gain -6")]
    [TestCase("site gain 2026 nha-trang 3.5", "gain 3.5")]
    [TestCase("site drop 2026 nha-trang", "drop")]
    [TestCase("site focus 2026 nha-trang", "focus nha-trang")]
    [TestCase("site focus 2026 --clear", "focus ")]
    [TestCase("conference layout 2026 grid:2x2 --at khanh-son", "layout grid:2x2 at khanh-son")]
    [TestCase("conference message 2026 Nghỉ --at khanh-son", "message Nghỉ at khanh-son")]
    [TestCase("conference message 2026 --clear --at khanh-son", "message  at khanh-son")]
    [TestCase("site focus 2026 son-binh --at khanh-son", "focus son-binh at khanh-son")]
    [TestCase("site focus 2026 khanh-son/*", "focus khanh-son/*")]
    [TestCase("floor give 2026", "give ")]
    [TestCase("floor give 2026 nha-trang", "give nha-trang")]
    [TestCase("floor take 2026", "take")]
    [TestCase("floor queue 2026 --remove cam-ranh", "remove cam-ranh")]
    [TestCase("content give 2026 nha-trang", "present nha-trang")]
    [TestCase("content stop 2026", "stop content")]
    [TestCase("record start 2026 --file hop", "record hop")]
    public async Task Verb_Act_IsDoneAndTold(string words, string what)
    {
        CliRun run = await CliRun.RunAsync(server.Address, words);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(server.Control.Done.Single().What, Is.EqualTo(what));
        Assert.That(run.Lines, Is.Not.Empty);
        Assert.That(server.Control.Done.Single().Act.Operator, Does.StartWith("lan@"));
    }

    [Test]
    public async Task Layout_AtAUnit_SaysWhoCarriedItOut()
    {
        CliRun vietnamese = await CliRun.RunAsync(server.Address, "conference layout 2026 grid:2x2 --at khanh-son --lang vi");
        CliRun english = await CliRun.RunAsync(server.Address, "conference layout 2026 grid:2x2 --at khanh-son --lang en");
        Assert.That(vietnamese.Out.Trim(), Is.EqualTo("Khánh Sơn (khanh-son): bố cục grid:2x2."));
        Assert.That(english.Out.Trim(), Is.EqualTo("Khánh Sơn (khanh-son): layout grid:2x2."));
    }

    [Test]
    public async Task Layout_AtAnUnknownUnit_NamesTheUnits()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "conference layout 2026 auto --at nowhere --lang en");
        Assert.That(run.Error, Does.Contain("“nowhere”").And.Contain("Its units: khanh-son."));
    }

    [Test]
    public async Task Create_AllOptions_ReachTheServer()
    {
        CliRun run = await CliRun.RunAsync(
            server.Address,
            "conference", "create", "Khánh Hòa", "--layout", "1+7", "--size", "1920x1080", "--fps", "30", "--bitrate", "2.5M",
            "--duration", "90m", "--number", "88", "--chair", "UBND tỉnh", "--srtp", "required", "--output", "json");
        JsonElement made = JsonDocument.Parse(run.Out).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
            Assert.That(made.GetProperty("sipUser").GetString(), Is.EqualTo("khanh-hoa"));
            Assert.That(made.GetProperty("number").GetString(), Is.EqualTo("88"));
            Assert.That(made.GetProperty("chairSite").GetString(), Is.EqualTo("UBND tỉnh"));
            Assert.That(made.GetProperty("srtp").GetString(), Is.EqualTo("SRTP_POLICY_REQUIRED"));
            Assert.That(made.GetProperty("video").GetProperty("bitrateKbps").GetInt32(), Is.EqualTo(2500));
            Assert.That(made.GetProperty("layout").GetProperty("others").GetInt32(), Is.EqualTo(7));
            Assert.That(made.GetProperty("endsAt").GetString(), Is.EqualTo("2026-03-02T03:00:00Z"));
        });
    }

    [TestCase("conference list")]
    [TestCase("conference show 2026")]
    [TestCase("conference lock 2026")]
    [TestCase("site list 2026")]
    [TestCase("site mute 2026 --all")]
    [TestCase("floor queue 2026")]
    [TestCase("content show 2026")]
    [TestCase("node info")]
    [TestCase("watch 2026 --once")]
    public async Task Json_Result_ParsesAndHasNothingElse(string words)
    {
        CliRun run = await CliRun.RunAsync(server.Address, $"{words} --output json");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(JsonDocument.Parse(run.Out).RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(run.Error, Is.Empty);
    }

    [TestCase("conference show nowhere", ExitCode.NotFound)]
    [TestCase("site drop 2026 nowhere", ExitCode.NotFound)]
    [TestCase("site drop 2026 khanh", ExitCode.Refused, Description = "ambiguous")]
    [TestCase("conference layout 2026 auto --at nowhere", ExitCode.NotFound)]
    [TestCase("record stop 2026", ExitCode.Refused)]
    [TestCase("site call 2026 sip:busy@host", ExitCode.Refused)]
    [TestCase("floor give 3001", ExitCode.Refused)]
    [TestCase("content stop 3001", ExitCode.Refused)]
    [TestCase("conference create !!!", ExitCode.Refused)]
    [TestCase("conference list --server 127.0.0.1:1", ExitCode.Unreachable)]
    [TestCase("conference", ExitCode.Usage)]
    [TestCase("conference creat X", ExitCode.Usage)]
    [TestCase("conference show", ExitCode.Usage)]
    [TestCase("conference create X --fps 99", ExitCode.Usage)]
    [TestCase("conference create X --size big", ExitCode.Usage)]
    [TestCase("conference create X --bitrate 1500", ExitCode.Usage)]
    [TestCase("conference create X --duration 90", ExitCode.Usage)]
    [TestCase("conference create X --srtp always", ExitCode.Usage)]
    [TestCase("conference layout 2026 1+6", ExitCode.Usage)]
    [TestCase("site mute 2026", ExitCode.Usage)]
    [TestCase("site mute 2026 X --all", ExitCode.Usage)]
    [TestCase("site mute 2026 X --except Y", ExitCode.Usage)]
    [TestCase("site focus 2026", ExitCode.Usage)]
    [TestCase("site gain 2026 X -99", ExitCode.Usage)]
    [TestCase("snapshot 2026", ExitCode.Usage)]
    [TestCase("events --kind nonsense", ExitCode.Usage)]
    [TestCase("conference list --server a:b:c", ExitCode.Usage)]
    [TestCase("conference list --output xml", ExitCode.Usage)]
    public async Task Verb_CannotBeDone_SaysWhyInBothLanguagesWithItsExitCode(string words, int code)
    {
        CliRun english = await CliRun.RunAsync(server.Address, $"{words} --lang en");
        CliRun vietnamese = await CliRun.RunAsync(server.Address, $"{words} --lang vi");
        CliRun json = await CliRun.RunAsync(server.Address, $"{words} --output json");
        Assert.Multiple(() =>
        {
            Assert.That((english.Code, vietnamese.Code), Is.EqualTo((code, code)), english.Error);
            Assert.That(english.Error, Does.StartWith("Error: ").And.Not.Contain("   at "));
            Assert.That(vietnamese.Error, Does.StartWith("Lỗi: ").And.Not.Contain("   at "));
            Assert.That(vietnamese.Error["Lỗi: ".Length..], Is.Not.EqualTo(english.Error["Error: ".Length..]));
            Assert.That(english.Out + vietnamese.Out, Is.Empty);
            Assert.That(words.Contains("--output", StringComparison.Ordinal) || IsErrorJson(json.Error), Is.True, json.Error);
        });
    }

    [Test]
    public async Task Show_AmbiguousName_ListsTheCandidates()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "conference show hop");
        Assert.That(run.Error, Does.Contain("Họp giao ban tỉnh Khánh Hòa quý I, Họp huyện Diên Khánh"));
    }

    [Test]
    public async Task Show_NameWithoutAccents_FindsIt()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "conference", "show", "hop giao ban");
        Assert.That(run.Out, Does.Contain("Họp giao ban tỉnh Khánh Hòa quý I"));
    }

    [Test]
    public async Task List_NoServer_SaysHowToStartOrPointToOne()
    {
        CliRun run = await CliRun.RunAsync(new Uri("http://127.0.0.1:1"), "conference list");
        Assert.That(run.Error, Does.Contain("127.0.0.1:1").And.Contain("mcu serve").And.Contain("--server").And.Contain("MCU_SERVER"));
    }

    [Test]
    public async Task Snapshot_File_HasThePng()
    {
        string path = Path.Combine(server.Folder, "now.png");
        CliRun run = await CliRun.RunAsync(server.Address, "snapshot", "2026", "-o", path);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(Samples.Png));
    }

    [Test]
    public async Task Snapshot_RelativeFile_IsToldAsItWasGiven()
    {
        string path = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(server.Folder, "now.png"));
        CliRun run = await CliRun.RunAsync(server.Address, "snapshot", "2026", "-o", path, "--lang", "en");
        Assert.That(run.Out.TrimEnd(), Does.EndWith($"picture is in {path}."));
        CliRun json = await CliRun.RunAsync(server.Address, "snapshot", "2026", "-o", path, "--output", "json");
        JsonElement told = JsonDocument.Parse(json.Out).RootElement;
        Assert.That(told.GetProperty("path").GetString(), Is.EqualTo(path));
        Assert.That(told.GetProperty("fullPath").GetString(), Is.EqualTo(Path.GetFullPath(path)));
    }

    [Test]
    public async Task RecordStart_TellsThePathInTheDataFolder_AndBothAsJson()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "record start 2026 --file hop --lang en");
        Assert.That(run.Out.TrimEnd(), Is.EqualTo("Recording to recordings/hop.mkv in the node's data folder."));
        JsonElement told = JsonDocument.Parse((await CliRun.RunAsync(server.Address, "record start 2026 --file hop --output json")).Out).RootElement;
        Assert.That(told.GetProperty("file").GetString(), Is.EqualTo("recordings/hop.mkv"));
        Assert.That(told.GetProperty("path").GetString(), Is.EqualTo("/data/recordings/hop.mkv"));
    }

    [Test]
    public async Task Snapshot_FolderMissing_SaysSo()
    {
        CliRun run = await CliRun.RunAsync(server.Address, "snapshot", "2026", "-o", Path.Combine(server.Folder, "no", "now.png"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Refused));
        Assert.That(run.Error, Does.Contain("now.png cannot be written"));
    }

    [Test]
    public async Task List_Interrupted_GivesTheCodeOfCtrlC()
    {
        server.Control.Stuck = new TaskCompletionSource().Task;
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        CliRun run = await CliRun.RunAsync(new CliSetup(), server.Address, interrupt.Token, "conference", "list");
        Assert.That(run.Code, Is.EqualTo(ExitCode.Interrupted));
    }

    private static bool IsErrorJson(string text) => JsonDocument.Parse(text).RootElement.GetProperty("error").TryGetProperty("message", out _);
}
