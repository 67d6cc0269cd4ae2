using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>A running <c>mcu serve</c> with one conference, and its CPU time.</summary>
internal sealed class NodeProcess : IDisposable
{
    private const int MostNodes = 10; // at once
    private const int MediaPorts = 1700;
    private const double TicksPerSecond = 100; // USER_HZ, fixed in Linux' ABI
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static int nodes;
    private readonly Process process;
    private readonly int number = nodes++ % MostNodes;
    private readonly NodeSetup setup;

    /// <summary>Starts a node and waits until it answers.</summary>
    /// <param name="context">Where the program is.</param>
    /// <param name="layout">The conference's layout.</param>
    /// <param name="watched">Runs inside this program, which then writes what the collector did; see <see cref="NodeHostVerb"/>.</param>
    public NodeProcess(BenchContext context, string layout, bool watched = false)
        : this(context, new NodeSetup { Layout = layout }, watched)
    {
    }

    /// <summary>Starts a node and waits until it answers.</summary>
    /// <param name="context">Where the program is.</param>
    /// <param name="setup">What it is to be.</param>
    /// <param name="watched">As above.</param>
    public NodeProcess(BenchContext context, NodeSetup setup, bool watched = false)
    {
        this.setup = setup;
        string file = Configure(context);
        ProcessStartInfo start = watched ? SelfProcess.With(NodeHostVerb.Verb, file) : new ProcessStartInfo(context.Program, ["serve", "--config", file]);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        WaitUntilReady();
    }

    /// <summary>What rooms call.</summary>
    public string Target => string.Create(CultureInfo.InvariantCulture, $"sip:bench@127.0.0.1:{SipPort}");

    /// <summary>What operators call.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{SipPort + 1}");

    /// <summary>Where nodes below dial.</summary>
    public string LinkAddress => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{17_160 + number}");

    /// <summary>Where rooms call.</summary>
    public IPEndPoint Sip => new(IPAddress.Loopback, SipPort);

    /// <summary>The first port for rooms of this node.</summary>
    public int RoomPorts => 38_000 + (number * 1000);

    /// <summary>What the node wrote.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Resident memory, bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    private int SipPort => 17_060 + (2 * number);

    /// <summary>CPU time since its start, user and system, ms.</summary>
    public double ProcessorMilliseconds => CpuMilliseconds();

    /// <summary>CPU-milliseconds a second, user and system, over so many seconds of real time.</summary>
    public double Measure(double seconds)
    {
        var watch = Stopwatch.StartNew();
        double before = CpuMilliseconds();
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        return (CpuMilliseconds() - before) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Asks the node by its command line; returns the JSON that it prints.</summary>
    public string Ask(BenchContext context, params string[] arguments)
    {
        var start = new ProcessStartInfo(context.Program, [.. arguments, "--server", Server, "--output", "json"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        };
        using Process command = Process.Start(start)!;
        string answer = command.StandardOutput.ReadToEnd();
        command.WaitForExit();
        return command.ExitCode == 0 ? answer : throw new BenchException($"mcu {string.Join(' ', arguments)} failed");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            using Process ask = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            ask.WaitForExit();
            if (!process.WaitForExit(8000))
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    private double CpuMilliseconds()
    {
        // proc(5): after the name in parentheses, which may hold spaces, utime and stime are the 12th and 13th field.
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * 1000 / TicksPerSecond;
    }

    private string Configure(BenchContext context)
    {
        string name = Path.Combine(context.Folder, string.Create(CultureInfo.InvariantCulture, $"node-{number}"));
        int ports = 20_000 + (number * MediaPorts);
        File.WriteAllText(name + ".yaml", string.Create(CultureInfo.InvariantCulture, $"""
            data: {name}
            sip:
              listen: 127.0.0.1:{SipPort}
              max_calls: 400
            grpc:
              listen: {Server}
            media:
              ports: {ports}-{ports + MediaPorts - 1}
            {setup.Cascade?.Yaml(LinkAddress) ?? ""}
            {setup.ConferencesYaml}
            log:
              level: warning

            """));
        return name + ".yaml";
    }

    private void WaitUntilReady()
    {
        var watch = Stopwatch.StartNew();
        while (!Answers())
        {
            if (process.HasExited || watch.Elapsed > StartLimit)
            {
                throw new BenchException("the node did not start: " + string.Join(" | ", Log.TakeLast(3)));
            }

            Thread.Sleep(50);
        }
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect("127.0.0.1", SipPort + 1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
