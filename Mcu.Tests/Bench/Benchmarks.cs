using Mcu.Tests.Bench.Cascade;
using Mcu.Tests.Bench.Consensus;
using Mcu.Tests.Bench.Failover;
using Mcu.Tests.Bench.Micro;
using Mcu.Tests.Bench.Nodes;
using Mcu.Tests.Bench.Paths;

namespace Mcu.Tests.Bench;

/// <summary>All benchmarks, in the order in which they run.</summary>
public static class Benchmarks
{
    /// <summary>The benchmarks.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new PathBenchmark(), new CodecsBenchmark(), new ScaleBenchmark(), new MixBenchmark(),
        new GridBenchmark(), new WatcherBenchmark(), new LectureBenchmark(),
        new LatencyBenchmark(), new JoinBenchmark(), new LoopsBenchmark(), new CapacityBenchmark(), new SoakBenchmark(), new SrtpBenchmark(),
        new LinkDelayBenchmark(), new LinkCostBenchmark(), new ProvinceBenchmark(), new ConsensusBenchmark(), new FailoverBenchmark(),
        new HarmsBenchmark("cuts", "the MCU that leads is cut off from all others, amid rooms of baresip in network namespaces (root): gaps of sound, calls lost", 10, [Harm.CutOff]),
        new HarmsBenchmark("harms", "whatever befalls a group in mid-meeting, likewise: kills, silence, cuts, a line that flaps, slow disks", 5, Harm.All),
        new NemesesBenchmark(),
    ];
}
