using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Net.Client;
using Mcu.V1;

namespace Mcu.Tests.Interop;

/// <summary>A node in a process of its own, with a conference 1000 <c>khanh-hoa</c>, as an operator would run it.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly ConcurrentQueue<string> log = new();
    private readonly string folder = Directory.CreateTempSubdirectory("mcu-node-").FullName;
    private readonly Process process;
    private readonly GrpcChannel channel;
    private readonly int media;

    public NodeProcess(string conferenceKeys = "", string mediaKeys = "")
    {
        SipPort = FreePorts.One();
        int grpc = FreePorts.One();
        media = FreePorts.MediaBlock();
        string file = Path.Combine(folder, "mcu.yaml");
        File.WriteAllText(file, $"""
            data: {folder}/data
            sip: {"{"} listen: 127.0.0.1:{SipPort} {"}"}
            grpc: {"{"} listen: 127.0.0.1:{grpc} {"}"}
            media:
              ports: {media}-{media + 199}
              {mediaKeys}
            conferences:
              - name: khanh-hoa
                number: "1000"
                title: Tỉnh Khánh Hòa
                {conferenceKeys}
            """);
        process = Tools.Start("dotnet", Path.Combine(AppContext.BaseDirectory, "mcu.dll"), "serve", "--config", file, "--lang", "en");
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpc}");
        Conferences = new ConferenceService.ConferenceServiceClient(channel);
        Wait.Until(IsServing, "the node serves", () => Log);
    }

    /// <summary>Where rooms call.</summary>
    public int SipPort { get; }

    public ConferenceService.ConferenceServiceClient Conferences { get; }

    public string Log => string.Join('\n', log);

    public string DataFolder => Path.Combine(folder, "data");

    public IReadOnlyList<Site> Sites => Conferences.ListSites(new ListSitesRequest { Conference = "1000" }, deadline: Soon()).Sites;

    /// <summary>How many of the node's media ports are open, as the kernel says.</summary>
    public int OpenMediaPorts => File.ReadLines("/proc/net/udp").Skip(1)
        .Select(line => Convert.ToInt32(line.Split(':')[2].Split(' ')[0], 16))
        .Count(port => port >= media && port < media + 200);

    public Site? Site(string name) => Sites.FirstOrDefault(site => site.Name == name);

    public static DateTime Soon() => DateTime.UtcNow.AddSeconds(10);

    /// <summary>SIGTERM, as systemd sends it; gives the exit code.</summary>
    public int Stop()
    {
        _ = Kill(process.Id, 15);
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(10)), "the node did not stop");
        return process.ExitCode;
    }

    public void Dispose()
    {
        channel.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private bool IsServing()
    {
        Assert.That(process.HasExited, Is.False, $"the node ended: {Log}");
        try
        {
            return Conferences.List(new ListConferencesRequest(), deadline: DateTime.UtcNow.AddSeconds(1)).Total == 1;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
