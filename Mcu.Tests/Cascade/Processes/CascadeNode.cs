using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Mcu.Cascade.Identity;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Processes;

/// <summary>A node of a cascade: <c>mcu serve</c> in a process of its own, on a host of its own.</summary>
internal sealed class CascadeNode : IDisposable
{
    private readonly ConcurrentQueue<string> log = new();
    private readonly NetworkNamespace host;
    private readonly IPAddress address;
    private readonly NodePorts ports;
    private readonly string configuration;
    private Process process = null!;
    private GrpcChannel channel = null!;

    /// <summary>Writes its configuration.</summary>
    /// <param name="id">Its node id; its certificate has the same.</param>
    /// <param name="host">Where it runs.</param>
    /// <param name="address">Where it listens, for everything.</param>
    /// <param name="files">Its certificate.</param>
    /// <param name="folder">For its configuration and data.</param>
    /// <param name="further">More of the configuration: <see cref="Parent"/>, <see cref="Meeting"/>.</param>
    /// <param name="ports">What it listens on there.</param>
    public CascadeNode(string id, NetworkNamespace host, IPAddress address, NodeIdentityFiles files, string folder, string further, NodePorts ports)
    {
        (Id, this.host, this.address, this.ports) = (id, host, address, ports);
        configuration = Path.Combine(folder, $"{id}.yaml");
        File.WriteAllText(configuration, $$"""
            node: {id: {{id}}, name: {{id}}}
            data: {{folder}}/{{id}}
            sip: {listen: {{address}}:{{ports.Sip}}}
            grpc: {listen: {{address}}:{{ports.Grpc}}}
            media: {ports: {{ports.Media}}}
            cascade:
              listen: {{address}}:{{ports.Cascade}}
              certificate: {{files.Certificate}}
              key: {{files.Key}}
              authority: {{files.Authority}}
            {{further}}
            """);
    }

    public string Id { get; }

    /// <summary>What rooms call to be in the meeting.</summary>
    public string Target => $"sip:1000@{address}:{ports.Sip}";

    /// <summary>The program as it is published, compiled ahead; null: the one beside the tests, which compiles itself as it runs.</summary>
    public string? Program { get; init; }

    public ConferenceService.ConferenceServiceClient Conferences { get; private set; } = null!;

    public CascadeService.CascadeServiceClient Cascade { get; private set; } = null!;

    public FailoverService.FailoverServiceClient Failover { get; private set; } = null!;

    public string Log => $"{Id}: {string.Join('\n', log.TakeLast(20))}";

    /// <summary>Its HA group as it sees it.</summary>
    public ShowHaResponse Group => Failover.Show(new ShowHaRequest(), deadline: NodeProcess.Soon());

    /// <summary>Variables of its environment beside those of this process.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Whether its process is there; it may stand still.</summary>
    public bool IsRunning => process is not null && !HasEnded();

    /// <summary>Whether it stands still.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Where it listens, for everything.</summary>
    public IPAddress Address => address;

    public IReadOnlyList<Site> Sites => Conferences.ListSites(new ListSitesRequest { Conference = "1000" }, deadline: NodeProcess.Soon()).Sites;

    /// <summary>Lines of the configuration that name the node above.</summary>
    public static string Parent(string id, IPAddress address) => Parents((id, address));

    /// <summary>Lines of the configuration that name the nodes above, of which one leads.</summary>
    public static string Parents(params (string Id, IPAddress Address)[] nodes) =>
        $"  parents: [{string.Join(", ", nodes.Select(node => $"{{node: {node.Id}, address: '{node.Address}:{NodePorts.Usual.Cascade}'}}"))}]";

    /// <summary>Lines of the configuration with the meeting 1000.</summary>
    public const string Meeting = """
        conferences:
          - {name: giao-ban, number: "1000", title: Giao ban, size: 640x360, fps: 15, bitrate: 600k}
        """;

    /// <summary>Starts it, and waits until operators can reach it.</summary>
    public void Start()
    {
        (string program, string[] first) = Program is { } published ? (published, Array.Empty<string>()) : ("dotnet", [Path.Combine(AppContext.BaseDirectory, "mcu.dll")]);
        process = host.Run(() => Tools.Start(Environment, program, [.. first, "serve", "--config", configuration, "--lang", "en"]));
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult(host.Run(Connect)) };
        channel = GrpcChannel.ForAddress("http://node", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        Conferences = new ConferenceService.ConferenceServiceClient(channel);
        Cascade = new CascadeService.CascadeServiceClient(channel);
        Failover = new FailoverService.FailoverServiceClient(channel);
        Wait.Until(IsServing, $"{Id} serves", () => Log);
    }

    /// <summary>SIGKILL: it says goodbye to nobody.</summary>
    public void Kill()
    {
        channel.Dispose();
        Signals.End(process);
        process.WaitForExit();
        process.Dispose();
        IsFrozen = false;
    }

    /// <summary>SIGSTOP: it stands still, with all its connections.</summary>
    public void Freeze()
    {
        IsFrozen = true;
        Signals.Stop(process);
    }

    /// <summary>SIGCONT.</summary>
    public void Thaw()
    {
        Signals.Continue(process);
        IsFrozen = false;
    }

    /// <summary>The link to another node as this one has it; none when it has none.</summary>
    public LinkInfo? Link(string node) => Links.FirstOrDefault(link => link.Node == node);

    /// <summary>All its links.</summary>
    public IReadOnlyList<LinkInfo> Links => Tree()?.Links ?? [];

    /// <summary>A site of the meeting by its id; none when it is not known.</summary>
    public Site? Site(string id) => Sites.FirstOrDefault(site => site.Id == id);

    /// <summary>Everything that happened to its links since it started.</summary>
    public IReadOnlyList<Event> LinkEvents() => Events(EventKind.LinkUp, EventKind.LinkDown, EventKind.LinkRefused);

    /// <summary>Everything of some kinds that happened since it started.</summary>
    public IReadOnlyList<Event> Events(params EventKind[] kinds)
    {
        var request = new EventsRequest { Kinds = { kinds } };
        using AsyncServerStreamingCall<Event> call = Conferences.Events(request, deadline: NodeProcess.Soon());
        return call.ResponseStream.ReadAllAsync().ToBlockingEnumerable().ToList();
    }

    /// <summary>Its operator mutes a site.</summary>
    public MuteResponse Mute(string act, string site) =>
        Conferences.Mute(new MuteRequest { OpId = act, Conference = "1000", Site = site }, deadline: NodeProcess.Soon());

    /// <summary>Its operator takes the mute back.</summary>
    public void Unmute(string act, string site) =>
        Conferences.Unmute(new UnmuteRequest { OpId = act, Conference = "1000", Site = site }, deadline: NodeProcess.Soon());

    /// <summary>Its operator makes a site louder, or softer.</summary>
    public void SetGain(string act, string site, double decibels) => Conferences.SetGain(
        new SetGainRequest { OpId = act, Conference = "1000", Site = site, GainDb = decibels }, deadline: NodeProcess.Soon());

    /// <summary>Its operator ends a site's call.</summary>
    public void Drop(string act, string site) =>
        Conferences.Drop(new DropRequest { OpId = act, Conference = "1000", Site = site }, deadline: NodeProcess.Soon());

    /// <summary>Its operator gives a site the floor.</summary>
    public void GiveFloor(string act, string site) =>
        Conferences.GiveFloor(new GiveFloorRequest { OpId = act, Conference = "1000", Site = site }, deadline: NodeProcess.Soon());

    /// <summary>Its operator shows a site, or a unit, large; empty: none.</summary>
    public void Focus(string act, string site) =>
        Conferences.Focus(new FocusRequest { OpId = act, Conference = "1000", Site = site }, deadline: NodeProcess.Soon());

    /// <summary>Its operator has the node of a unit change its layout.</summary>
    /// <returns>That node's conference.</returns>
    public Conference Arrange(string act, string unit, Layout layout) =>
        Conferences.SetLayout(new SetLayoutRequest { OpId = act, Conference = "1000", Layout = layout, At = unit }, deadline: NodeProcess.Soon());

    public void Dispose()
    {
        if (IsRunning)
        {
            Kill();
        }
    }

    private bool HasEnded()
    {
        try
        {
            return process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true; // killed before
        }
    }

    private NodeLinks? Tree() => Cascade.Show(new ShowCascadeRequest(), deadline: NodeProcess.Soon()).Nodes.FirstOrDefault();

    private Stream Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address, ports.Grpc);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private bool IsServing()
    {
        Assert.That(process.HasExited, Is.False, $"the node ended: {Log}");
        try
        {
            return Tree() is not null;
        }
        catch (RpcException)
        {
            return false;
        }
    }
}
