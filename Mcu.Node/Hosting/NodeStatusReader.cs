using System.Diagnostics;
using System.Reflection;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Configuration;
using Mcu.Node.Control;
using Mcu.Node.Loops;

namespace Mcu.Node.Hosting;

/// <summary>What the node knows of itself: version, load, how late its loops are. Read on the control loop.</summary>
public sealed class NodeStatusReader(McuConfiguration configuration, NodeLoops loops, ConferenceRegistry registry)
{
    private readonly DateTimeOffset startedAt = DateTimeOffset.UtcNow;
    private (TimeSpan Used, Instant At) before = (TimeSpan.Zero, MonotonicClock.Now);

    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(NodeStatusReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Reads it all.</summary>
    public NodeStatus Read()
    {
        using Process process = Process.GetCurrentProcess();
        string data = Path.GetFullPath(configuration.Data);
        return new NodeStatus(
            configuration.Node.Id,
            configuration.Node.Name,
            Version,
            startedAt,
            DateTimeOffset.UtcNow - startedAt,
            CpuPercent(process.TotalProcessorTime),
            Environment.ProcessorCount,
            process.WorkingSet64,
            FFmpegRuntime.Release,
            FFmpegRuntime.CodecVersion,
            Listeners(),
            [.. loops.All().Select(loop => Lateness(loop.Name, loop.Statistics))],
            registry.All.Count,
            registry.All.Sum(conference => conference.State.Sites.Count(site => site.IsPresent)),
            data,
            FreeBytes(data));
    }

    private double CpuPercent(TimeSpan used)
    {
        Instant now = MonotonicClock.Now;
        double percent = 100 * (used - before.Used) / (now - before.At);
        before = (used, now);
        return percent;
    }

    private List<ListenerStatus> Listeners()
    {
        string address = (configuration.Media.Address ?? configuration.Sip.Listen.Address).ToString();
        return
        [
            new(ListenerKind.Grpc, configuration.Grpc.Listen.ToString()),
            new(ListenerKind.SipUdp, configuration.Sip.Listen.ToString()),
            new(ListenerKind.SipTcp, configuration.Sip.Listen.ToString()),
            new(ListenerKind.Media, $"{address}:{configuration.Media.Ports}"),
        ];
    }

    private static LoopStatus Lateness(string name, LoopStatistics statistics)
    {
        HistogramSummary late = statistics.Lateness.Summarize();
        return new LoopStatus(name, late.P50.TotalMilliseconds, late.P99.TotalMilliseconds, late.Max.TotalMilliseconds);
    }

    private static long FreeBytes(string folder)
    {
        string? existing = folder;
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        return existing is null ? 0 : new DriveInfo(existing).AvailableFreeSpace;
    }
}
