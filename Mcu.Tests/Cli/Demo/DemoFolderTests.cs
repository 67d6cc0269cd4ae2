using Mcu.Node.Cli.Demo;
using Mcu.Node.Configuration;
using Mcu.Node.Pki;

namespace Mcu.Tests.Cli.Demo;

public sealed class DemoFolderTests
{
    [Test]
    public void Configuration_EveryTier_IsReadAndHasItsOwnPorts()
    {
        using var folder = new DemoFolder(DemoTier.All.Select(tier => tier.Node), TimeProvider.System);
        McuConfiguration[] read = [.. DemoTier.All.Select(tier => Read(folder, tier))];
        Assert.That(read[0].Cascade!.Parents, Is.Empty);
        Assert.That(read.Skip(1).Select(district => district.Cascade!.Parents.Single().Node), Is.All.EqualTo(DemoTier.Province.Node));
        Assert.That(read.Select(node => node.Sip.Listen.Port), Is.Unique);
        Assert.That(read.Select(node => node.Grpc.Listen.Port), Is.Unique);
        Assert.That(read.Select(node => node.Media.Ports.First), Is.Unique);
        Assert.That(read[0].Sip.Listen, Is.EqualTo(McuConfiguration.Default.Sip.Listen));
    }

    [Test]
    public void Certificates_OfEveryTier_AreValid()
    {
        using var folder = new DemoFolder(DemoTier.All.Select(tier => tier.Node), TimeProvider.System);
        Assert.That(DemoTier.All.Select(tier => folder.Certificates.Find(tier.Node).State), Is.All.EqualTo(CertificateState.Valid));
        Assert.That(DemoTier.All.SelectMany(tier => folder.Certificates.FilesOf(tier.Node).All), Has.All.Matches<string>(File.Exists));
    }

    [Test]
    public void Dispose_WithFilesInIt_LeavesNothing()
    {
        var folder = new DemoFolder([], TimeProvider.System);
        string where = Path.GetDirectoryName(folder.DataOf("x"))!;
        Directory.CreateDirectory(Path.Combine(where, "data", "recordings"));
        folder.Dispose();
        Assert.That(Directory.Exists(where), Is.False);
    }

    private static McuConfiguration Read(DemoFolder folder, DemoTier tier)
    {
        string file = folder.Write(tier.Node, tier.Configuration(folder, tier == DemoTier.Province ? null : "127.0.0.1:7444"));
        Assert.That(ConfigurationLoader.TryLoad(file, out McuConfiguration? configuration, out var errors), string.Join('\n', errors));
        return configuration!;
    }
}
