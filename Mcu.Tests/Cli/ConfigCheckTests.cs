using System.Text.Json;
using Mcu.Node.Cli;

namespace Mcu.Tests.Cli;

/// <summary><c>mcu config check</c> and <c>mcu config sample</c>.</summary>
public sealed class ConfigCheckTests
{
    private string file;

    [SetUp]
    public void Start() => file = Path.Combine(Directory.CreateTempSubdirectory("mcu-config-").FullName, "mcu.yaml");

    [TearDown]
    public void Stop() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    [Test]
    public async Task Check_GoodFile_SaysSo()
    {
        await File.WriteAllTextAsync(file, "node:\n  id: tinh-1\n");
        CliRun run = await RunAsync();
        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(run.Out, Does.Contain("the configuration is good"));
    }

    [Test]
    public async Task Check_WrongKey_NamesFileLineAndKey()
    {
        await File.WriteAllTextAsync(file, "node:\n  id: tinh-1\nsip:\n  lissten: 127.0.0.1:5060\n");
        CliRun run = await RunAsync();
        Assert.That(run.Code, Is.EqualTo(ExitCode.Configuration));
        Assert.That(run.Out, Does.StartWith($"{file}:4: sip.lissten: "));
    }

    [Test]
    public async Task Check_WrongKeyAsJson_HasLineAndKey()
    {
        await File.WriteAllTextAsync(file, "nodde: 1\n");
        CliRun run = await RunAsync("--output", "json");
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.That(run.Code, Is.EqualTo(ExitCode.Configuration));
        Assert.That(result.GetProperty("valid").GetBoolean(), Is.False);
        Assert.That(result.GetProperty("errors")[0].GetProperty("key").GetString(), Is.EqualTo("nodde"));
    }

    [Test]
    public async Task Check_CertificateMissing_NamesFileLineAndKey()
    {
        await File.WriteAllTextAsync(file, "cascade:\n  listen: 127.0.0.1:7444\n  certificate: /khong/co.crt\n  key: /khong/co.key\n  authority: /khong/ca.crt\n");
        CliRun run = await RunAsync();
        Assert.That(run.Code, Is.EqualTo(ExitCode.Configuration));
        Assert.That(run.Out, Does.StartWith($"{file}:3: cascade.certificate: there is no file /khong/co.crt"));
        Assert.That((await RunAsync("--lang", "vi")).Out, Does.StartWith($"{file}:3: cascade.certificate: không có tệp /khong/co.crt"));
    }

    [Test]
    public async Task Check_BadFile_PointsToTheCommandThatPrintsASample()
    {
        await File.WriteAllTextAsync(file, "nodde: 1\n");
        Assert.That((await RunAsync()).Error, Does.Contain("mcu config sample"));
    }

    [Test]
    public async Task Sample_Printed_IsTheSampleFileAndIsGood()
    {
        CliRun run = await CliRun.RunAsync(new CliSetup(), server: null, CancellationToken.None, "config", "sample");
        Assert.That(run.Out, Is.EqualTo(await File.ReadAllTextAsync(Configuration.SampleFile.Path)));
        await File.WriteAllTextAsync(file, run.Out);
        Assert.That((await RunAsync()).Code, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task Sample_AsJson_HasTheText()
    {
        CliRun run = await CliRun.RunAsync(new CliSetup(), server: null, CancellationToken.None, "config", "sample", "--output", "json");
        Assert.That(JsonDocument.Parse(run.Out).RootElement.GetProperty("sample").GetString(), Does.StartWith("# Cấu hình mẫu"));
    }

    [Test]
    public async Task Check_NoSuchFile_IsAConfigurationError()
    {
        CliRun run = await RunAsync();
        Assert.That(run.Code, Is.EqualTo(ExitCode.Configuration));
        Assert.That(run.Out, Does.Contain("cannot be read"));
    }

    private Task<CliRun> RunAsync(params string[] options) =>
        CliRun.RunAsync(new CliSetup(), server: null, CancellationToken.None, ["config", "check", file, .. options]);
}
