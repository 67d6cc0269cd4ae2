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
        new LinkDelayBenchmark(), new LinkCostBenchmark(), new ProvinceBenchmark(), new ConsensusBenchmark(), new FailoverBenchmark(), new CutsBenchmark(), new NemesesBenchmark(),
    ];
}
