using Mcu.Node.Failover;
using Mcu.Node.Texts;

namespace Mcu.Tests.Failover;

/// <summary>The file with a group's secret.</summary>
public sealed class GroupSecretTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("secret-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Create_NewFile_IsReadByItsOwnerOnlyAndNeverOverwritten()
    {
        string file = Path.Combine(folder, "g.secret");
        GroupSecret.Create(file);
        Assert.That(GroupSecret.TryRead(file, out RecordSeal? seal, out _));
        seal!.Dispose();
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        string made = File.ReadAllText(file);
        Assert.That(() => GroupSecret.Create(file), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(file), Is.EqualTo(made));
    }

    [TestCase("", "64")]
    [TestCase("0123", "64")]
    [TestCase("not hexadecimal", "64")]
    public void TryRead_NoSecret_SaysWhatItIs(string content, string said)
    {
        string file = Path.Combine(folder, "wrong.secret");
        File.WriteAllText(file, content);
        Assert.That(GroupSecret.TryRead(file, out _, out Message? failure), Is.False);
        Assert.That(failure!.In(Language.English), Does.Contain(file).And.Contain(said).And.Contain("mcu ha secret"));
        Assert.That(GroupSecret.TryRead(Path.Combine(folder, "none"), out _, out failure), Is.False);
        Assert.That(failure!.In(Language.Vietnamese), Does.Contain("mcu ha secret"));
    }
}
