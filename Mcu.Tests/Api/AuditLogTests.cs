using System.Text.Json;
using Mcu.Node.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcu.Tests.Api;

/// <summary>The audit log's files.</summary>
public sealed class AuditLogTests
{
    private string folder;

    [SetUp]
    public void Start() => folder = Directory.CreateTempSubdirectory("mcu-audit-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Add_MoreThanAFileHolds_RotatesAndKeepsTen()
    {
        await using (var log = new AuditLog(folder, NullLogger<AuditLog>.Instance, maxFileBytes: 200))
        {
            for (int i = 0; i < 40; i++)
            {
                await log.AddAsync(Entry($"{i}"));
            }
        }

        string[] files = Directory.GetFiles(Path.Combine(folder, "audit"));
        string newest = (await File.ReadAllLinesAsync(Path.Combine(folder, "audit", "audit.jsonl")))[^1];
        Assert.That(files, Has.Length.EqualTo(11));
        Assert.That(JsonDocument.Parse(newest).RootElement.GetProperty("op_id").GetString(), Is.EqualTo("39"));
    }

    [Test]
    public async Task Add_FolderCannotBeMade_CountsTheLossAndGoesOn()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "audit"), "a file where the folder should be");
        var log = new AuditLog(folder, NullLogger<AuditLog>.Instance);
        await log.AddAsync(Entry("1"));
        await log.AddAsync(Entry("2"));
        await log.DisposeAsync();
        Assert.That(log.Lost, Is.EqualTo(2));
    }

    [Test]
    public async Task Add_NameWithAccentsAndLineBreak_StaysOneReadableLine()
    {
        await using (var log = new AuditLog(folder, NullLogger<AuditLog>.Instance))
        {
            await log.AddAsync(Entry("Khánh\nHòa"));
        }

        string[] lines = await File.ReadAllLinesAsync(Path.Combine(folder, "audit", "audit.jsonl"));
        Assert.That(lines, Has.Length.EqualTo(1));
        Assert.That(lines[0], Does.Contain("Khánh\\nHòa"));
    }

    private static AuditEntry Entry(string opId) =>
        new(FakeControl.Morning, "lan", "ipv4:127.0.0.1:1", opId, "ConferenceService/Mute", Request: null, "OK", 1.5);
}
