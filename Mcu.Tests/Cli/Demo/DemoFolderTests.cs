using Mcu.Node.Cli.Demo;
using Mcu.Node.Configuration;

namespace Mcu.Tests.Cli.Demo;

public sealed class DemoFolderTests
{
    [Test]
    public void ConfigurationFile_Read_IsTheDefaultsWithDataInTheFolder()
    {
        using var folder = new DemoFolder();
        Assert.That(ConfigurationLoader.TryLoad(folder.ConfigurationFile, out McuConfiguration? configuration, out _));
        Assert.That(Path.GetDirectoryName(configuration!.Data), Is.EqualTo(Path.GetDirectoryName(folder.ConfigurationFile)));
        Assert.That(configuration with { Data = McuConfiguration.Default.Data }, Is.EqualTo(McuConfiguration.Default).UsingPropertiesComparer());
    }

    [Test]
    public void Dispose_WithFilesInIt_LeavesNothing()
    {
        var folder = new DemoFolder();
        string where = Path.GetDirectoryName(folder.ConfigurationFile)!;
        Directory.CreateDirectory(Path.Combine(where, "data", "recordings"));
        folder.Dispose();
        Assert.That(Directory.Exists(where), Is.False);
    }
}
