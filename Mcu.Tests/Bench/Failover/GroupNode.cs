using System.Diagnostics;
using System.Globalization;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Mcu.Cascade.Identity;
using Mcu.V1;

namespace Mcu.Tests.Bench.Failover;

/// <summary>A node of a group, in a process of its own at a loopback address of its own. Its log is kept among the benchmarks' files.</summary>
internal sealed class GroupNode : IDisposable
{
    private const int SipPort = 17_260, GrpcPort = 17_261, LinkPort = 17_262, GroupPort = 17_263;

    private readonly string program;
    private readonly string file;
    private readonly StreamWriter log;
    private readonly GrpcChannel channel;
    private Process? process;

    /// <summary>Writes its configuration.</summary>
    public GroupNode(BenchContext context, string folder, string id, string address, NodeIdentityFiles files, string further)
    {
        (program, Id, file) = (context.Program, id, Path.Combine(folder, $"{id}.yaml"));
        log = new StreamWriter(Path.Combine(context.Folder, $"{id}.log")) { AutoFlush = true };
        Sip = new IPEndPoint(IPAddress.Parse(address), SipPort);
        File.WriteAllText(file, $$"""
            node: {id: {{id}}}
            data: {{folder}}/{{id}}
            sip: {listen: {{address}}:{{SipPort}}}
            grpc: {listen: {{address}}:{{GrpcPort}}}
            media: {ports: 20000-20199}
            log: {level: information}
            cascade:
              listen: {{address}}:{{LinkPort}}
              certificate: {{files.Certificate}}
              key: {{files.Key}}
              authority: {{files.Authority}}
            {{further}}
            """);
        channel = GrpcChannel.ForAddress($"http://{address}:{GrpcPort}");
        Conferences = new ConferenceService.ConferenceServiceClient(channel);
        Failover = new FailoverService.FailoverServiceClient(channel);
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Where rooms call.</summary>
    public IPEndPoint Sip { get; }

    /// <summary>Its meetings.</summary>
    public ConferenceService.ConferenceServiceClient Conferences { get; }

    /// <summary>Its group.</summary>
    public FailoverService.FailoverServiceClient Failover { get; }

    /// <summary>Where nodes below dial a node at an address.</summary>
    public static string LinkAddress(string address) => string.Create(CultureInfo.InvariantCulture, $"{address}:{LinkPort}");

    /// <summary>Where the group finds a member at an address.</summary>
    public static string GroupAddress(string address) => string.Create(CultureInfo.InvariantCulture, $"{address}:{GroupPort}");

    /// <summary>Starts it.</summary>
    public void Start()
    {
        process?.Dispose();
        process = Process.Start(new ProcessStartInfo(program, ["serve", "--config", file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process!.Kill();

    /// <summary>SIGSTOP.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>A planned switchover.</summary>
    public void HandOver() => Failover.Switchover(
        new SwitchoverRequest { OpId = $"bench-{Guid.NewGuid():N}" }, deadline: DateTime.UtcNow.AddSeconds(10));

    /// <summary>SIGCONT; starts it anew if it was killed.</summary>
    public void Revive()
    {
        if (process!.HasExited)
        {
            Start();
        }
        else
        {
            Signal("-CONT");
        }
    }

    /// <summary>Whether it serves a meeting.</summary>
    public bool HasMeeting()
    {
        try
        {
            return Conferences.List(new ListConferencesRequest(), deadline: DateTime.UtcNow.AddSeconds(1)).Conferences.Count > 0;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    /// <summary>What happened to its role and what it did about it since a moment.</summary>
    public IReadOnlyList<Event> RoleEvents(DateTime since)
    {
        var request = new EventsRequest { Kinds = { EventKind.HaRoleChanged, EventKind.HaStep } };
        using AsyncServerStreamingCall<Event> call = Conferences.Events(request, deadline: DateTime.UtcNow.AddSeconds(5));
        return [.. call.ResponseStream.ReadAllAsync().ToBlockingEnumerable().Where(happened => happened.At.ToDateTime() >= since)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
        log.Dispose();
    }

    private void Write(string? line)
    {
        lock (log)
        {
            log.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff} {line}");
        }
    }

    private void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [signal, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
