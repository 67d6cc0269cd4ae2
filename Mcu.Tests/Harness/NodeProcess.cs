using System.Diagnostics;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Mcu.V1;

namespace Mcu.Tests.Harness;

/// <summary>
/// A node in a process of its own, as an operator would run it, with a conference <c>khanh-hoa</c>, number 1000. Its
/// pictures are small and few, so that several rooms and it fit on two cores.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    /// <summary>The number of its conference.</summary>
    public const string Number = "1000";

    private const int Terminate = 15;
    private readonly NodeConfigurationFile file;
    private readonly Process process;
    private readonly GrpcChannel channel;
    private int acts;

    /// <summary>Starts a node and waits until it serves.</summary>
    /// <param name="more">Further keys: text at the left margin, as in the file.</param>
    /// <param name="conference">Further keys of the conference, one a line; overrides nothing.</param>
    public NodeProcess(string more = "", string conference = "size: 640x360\nfps: 15\nbitrate: 800k")
    {
        file = new NodeConfigurationFile(more, conference);
        process = Start(file);
        Log = new ProcessLog(process);
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{file.GrpcPort}");
        Conferences = new ConferenceService.ConferenceServiceClient(channel);
        Node = new NodeService.NodeServiceClient(channel);
        Wait.Until(IsServing, "the node serves", () => Log.ToString());
    }

    /// <summary>Where rooms call.</summary>
    public int SipPort => file.SipPort;

    /// <summary>Its process.</summary>
    public int Id => process.Id;

    /// <summary>Its conferences.</summary>
    public ConferenceService.ConferenceServiceClient Conferences { get; }

    /// <summary>Itself.</summary>
    public NodeService.NodeServiceClient Node { get; }

    /// <summary>What it writes.</summary>
    public ProcessLog Log { get; }

    /// <summary>Sites of the conference, connected or not.</summary>
    public IReadOnlyList<Site> Sites => Conferences.ListSites(new ListSitesRequest { Conference = Number }, deadline: Soon).Sites;

    /// <summary>UDP and TCP sockets that its process has open.</summary>
    public int OpenSockets => new DirectoryInfo($"/proc/{Id}/fd").EnumerateFiles().Count(
        link => link.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false);

    /// <summary>The deadline of a call that is answered at once.</summary>
    public static DateTime Soon => DateTime.UtcNow.AddSeconds(15);

    /// <summary>The address at which a room calls the conference.</summary>
    public string Address(string user = Number, string parameters = "") => $"sip:{user}@127.0.0.1:{SipPort}{parameters}";

    /// <summary>The id of an act, never the same.</summary>
    public string NextAct() => $"act-{Interlocked.Increment(ref acts)}";

    /// <summary>A site by its name; null when the conference does not know it.</summary>
    public Site? Site(string name) => Sites.FirstOrDefault(site => site.Name == name);

    /// <summary>Starts a node with a configuration, whatever comes of it.</summary>
    public static Process Start(NodeConfigurationFile file, IReadOnlyDictionary<string, string>? environment = null) =>
        Tools.Start("dotnet", Arguments(file.Path), environment);

    /// <summary>What <c>dotnet</c> is told to run a node.</summary>
    public static string[] Arguments(string file) =>
        [System.IO.Path.Combine(AppContext.BaseDirectory, "mcu.dll"), "serve", "--config", file, "--lang", "en"];

    /// <summary>The composed picture.</summary>
    public SeenPicture Snapshot() =>
        new(Conferences.Snapshot(new SnapshotRequest { Conference = Number }, deadline: Soon).Png.ToByteArray());

    /// <summary>SIGTERM, as systemd sends it; gives the exit code.</summary>
    public int Stop()
    {
        _ = Kill(process.Id, Terminate);
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(10)), $"the node did not stop\n{Log}");
        return process.ExitCode;
    }

    /// <summary>All that is known of it, for failures.</summary>
    public override string ToString() => $"{string.Join('\n', process.HasExited ? [] : Sites)}\n{Log}";

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        file.Dispose();
    }

    private bool IsServing()
    {
        Assert.That(process.HasExited, Is.False, $"the node ended: {Log}");
        try
        {
            var health = new Health.HealthClient(channel);
            return health.Check(new HealthCheckRequest(), deadline: DateTime.UtcNow.AddSeconds(1)).Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}
