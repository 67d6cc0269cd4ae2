using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mcu.Node.Cli;
using Mcu.Node.Control;
using Mcu.Node.Hosting;
using Mcu.Tests.Cli;
using Mcu.Tests.Interop;

namespace Mcu.Tests.Hosting;

/// <summary>A machine that lacks what the node needs: the node says what, and where a meeting runs it goes on.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadMachineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string folder = Directory.CreateTempSubdirectory("machine").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Recording_OntoAFullDisk_EndsAloneAndSaysWhy()
    {
        using SmallDisk disk = SmallDisk.Mount(folder, kilobytes: 128);
        await using var meeting = new Meeting(recordings: folder);
        string path = (await meeting.Node.Control.StartRecordingAsync(new Act("1", "test"), "khanh-hoa", "full.mkv", CancellationToken.None)).Value.Path;
        meeting.Forget();

        meeting.Until(() => meeting.Events.Any(happened => happened.Kind == ControlEventKind.RecordingStopped), "the recording ends");

        meeting.AssertUndisturbed();
        ControlEvent failed = meeting.Events.Single(happened => happened.Kind == ControlEventKind.RecordingFailed);
        Assert.That(failed.Details["path"], Does.EndWith("full.mkv"));
        Assert.That(failed.Details["error"], Is.EqualTo("disk_full"));
        Assert.That(failed.Details["cause"], Does.Contain("No space left"));
        ControlEvent alarm = meeting.Events.First(happened => happened.Details.GetValueOrDefault("alarm") == "disk_low");
        Assert.That((alarm.Kind, alarm.Details["subject"], alarm.Details["free_mb"]), Is.EqualTo((ControlEventKind.Alarm, Path.GetDirectoryName(path), "0")));
        Assert.That(new FileInfo(path).Length, Is.GreaterThan(50_000), "what fitted is there");
        Assert.That(meeting.Node.Control.GetAsync("khanh-hoa", CancellationToken.None).Result.Value.Recording, Is.Null);
        ControlResult<RecordingInfo> stopped = await meeting.Node.Control.StopRecordingAsync(new Act("2", "test"), "khanh-hoa", CancellationToken.None);
        Assert.That(stopped.Error, Is.Not.Null, "nothing is left to stop");
    }

    [TestCase(ProtocolType.Udp, "sip.listen")]
    [TestCase(ProtocolType.Tcp, "sip.listen")]
    [TestCase(ProtocolType.Tcp, "grpc.listen")]
    public async Task Serve_PortInUse_NamesAddressKeyAndWhatToDo(ProtocolType protocol, string key)
    {
        int port = FreePorts.One();
        using var owner = new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol);
        owner.Bind(new IPEndPoint(IPAddress.Loopback, port));
        if (protocol == ProtocolType.Tcp)
        {
            owner.Listen();
        }

        string file = Configure(key == "sip.listen" ? port : FreePorts.One(), key == "grpc.listen" ? port : FreePorts.One());
        CliRun run = await CliRun.RunAsync(new CliSetup { Serve = new ServeCommand() }, server: null, CancellationToken.None, "serve", "--config", file);

        Assert.That(run.Code, Is.EqualTo(ExitCode.Configuration));
        Assert.That(run.Error, Does.Contain($"127.0.0.1:{port}").And.Contain(key).And.Contain("in use").And.Contain($"sport = :{port}"));
    }

    [Test]
    public void Serve_AddressOfAnotherMachine_SaysSo()
    {
        string file = Configure(5060, FreePorts.One(), sipAddress: "192.0.2.1");
        CliRun run = CliRun.RunAsync(new CliSetup { Serve = new ServeCommand() }, server: null, CancellationToken.None, "serve", "--config", file).Result;
        Assert.That(run.Code, Is.EqualTo(ExitCode.Configuration));
        Assert.That(run.Error, Does.Contain("192.0.2.1:5060").And.Contain("sip.listen").And.Contain("ip -brief address"));
    }

    [Test]
    public void Serve_FFmpegCannotBeLoaded_NamesTheVersionAndThePackages()
    {
        File.WriteAllText(Path.Combine(folder, "libavcodec.so.59"), "not a library");
        (int code, string error) = ServeWithLibrariesOf(folder);
        Assert.That(code, Is.EqualTo(ExitCode.Configuration), error);
        Assert.That(error, Does.Contain("FFmpeg 5.1").And.Contain("libavcodec.so.59").And.Contain("apt install libavcodec59"));
    }

    [Test]
    public void Serve_FFmpegOfAnotherMajorVersion_NamesBothAndThePackages()
    {
        Tools.Require("gcc");
        string source = Path.Combine(folder, "version.c");
        File.WriteAllText(source, "unsigned avcodec_version(void) { return 61u << 16; }");
        Tools.Run("gcc", "-shared", "-fPIC", "-o", Path.Combine(folder, "libavcodec.so.59"), source);
        (int code, string error) = ServeWithLibrariesOf(folder);
        Assert.That(code, Is.EqualTo(ExitCode.Configuration), error);
        Assert.That(error, Does.Contain("61").And.Contain("59 is needed").And.Contain("apt install libavcodec59"));
    }

    private string Configure(int sip, int grpc, string sipAddress = "127.0.0.1")
    {
        string file = Path.Combine(folder, "mcu.yaml");
        File.WriteAllText(file, $"data: {folder}/data\nsip:\n  listen: {sipAddress}:{sip}\ngrpc:\n  listen: 127.0.0.1:{grpc}\n");
        return file;
    }

    // The dynamic linker looks there first (ld.so(8)).
    private (int Code, string Error) ServeWithLibrariesOf(string libraries)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "mcu.dll"), "serve", "--config", Configure(FreePorts.One(), FreePorts.One()), "--lang", "en"];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LD_LIBRARY_PATH"] = libraries;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(Patience);
        if (!ended)
        {
            process.Kill();
        }

        Assert.That(ended, "the node starts although it cannot work");
        return (process.ExitCode, error.Result);
    }
}
