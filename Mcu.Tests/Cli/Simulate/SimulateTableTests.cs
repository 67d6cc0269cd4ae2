using Mcu.Core.Codecs;
using Mcu.Node.Cli.Simulate;
using Mcu.Node.Simulate;
using Mcu.Node.Texts;
using Spectre.Console;

namespace Mcu.Tests.Cli.Simulate;

/// <summary>The summary of a simulation.</summary>
public sealed class SimulateTableTests
{
    [TestCase(Language.Vietnamese)]
    [TestCase(Language.English)]
    public void Of_ManyRooms_ShowsTheWorstWithin100Columns(Language language)
    {
        string[] lines = Render(new FleetReport([.. Enumerable.Range(0, 144).Select(Room)], TimeSpan.FromSeconds(30), 1000), language);
        Assert.That(lines.Max(line => line.Length), Is.LessThanOrEqualTo(100));
        Assert.That(lines.Count(line => line.Contains("Thị trấn", StringComparison.Ordinal)), Is.EqualTo(20));
        Assert.That(string.Join('\n', lines), Does.Contain("Thị trấn số 140").And.Contain("144"));
    }

    [Test]
    public void Totals_Report_CountsThoseThatPass()
    {
        var report = new FleetReport([Room(1), Room(10)], TimeSpan.FromSeconds(10), 500);
        Assert.That(SimulateTable.Totals(report, Language.English), Does.StartWith("1/2 rooms pass.").And.Contain("CPU 50 ms/s"));
    }

    [Test]
    public void Json_Report_HasTimesInMillisecondsAndWords()
    {
        string json = SimulateJson.Write(new FleetReport([Room(10)], TimeSpan.FromSeconds(10), 500));
        Assert.That(json, Does.Contain("\"answered\": 12.5").And.Contain("\"freezes\"").And.Contain("Thị trấn số 10"));
    }

    private static RoomReport Room(int index) => new()
    {
        Room = new RoomPlan(index, $"Thị trấn số {index}", AudioCodec.Opus, IsWatcher: false, Decodes: true),
        State = RoomState.Connected,
        Answered = TimeSpan.FromMilliseconds(12.5),
        FirstPacket = TimeSpan.FromMilliseconds(20),
        FirstPicture = TimeSpan.FromMilliseconds(1234),
        Width = 1920,
        Height = 1080,
        FramesPerSecond = 24.96,
        Freezes = index % 10 == 0 ? 3 : 0,
        TurnsExpected = 120,
        TurnsHeard = 118,
        OwnVoiceDb = -55,
        Failed = index % 10 == 0 ? [RoomCheck.Freezes, RoomCheck.FrameRate, RoomCheck.OthersHeard] : [],
    };

    private static string[] Render(FleetReport report, Language language)
    {
        var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 100;
        console.Write(SimulateTable.Of(report, language, 100));
        return text.ToString().Split('\n');
    }
}
