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
        Assert.That(read.Take(2).Select(node => node.Cascade.Parents.Count), Is.All.Zero);
        Assert.That(
            read.Skip(2).Select(district => district.Cascade.Parents.Select(parent => parent.Node)),
            Is.All.EqualTo(DemoTier.Pair.Select(tier => tier.Node)));
        Assert.That(read.Take(2).Select(node => node.Ha.Role), Is.EqualTo(new[] { HaRole.Primary, HaRole.Standby }));
        Assert.That(read.Count(node => node.Ha.IsUsed), Is.EqualTo(3));
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
        string file = folder.Write(tier.Node, tier.Configuration(folder, DemoTier.Pair.Contains(tier) ? [] : ["127.0.0.1:7444", "127.0.0.1:7474"]));
        Assert.That(ConfigurationLoader.TryLoad(file, out McuConfiguration? configuration, out var errors), string.Join('\n', errors));
        return configuration!;
    }
}
