using Mcu.Core.Codecs;
using Mcu.Core.Srtp;
using Mcu.Tests.Bench.Micro;
using Mcu.Tests.Bench.Report;
using Mcu.Tests.Bench.Measuring;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>What encryption costs: a packet of each suite, and a node whose rooms all encrypt against the same in the clear.</summary>
internal sealed class SrtpBenchmark : IBenchmark
{
    private const double Goal = 1.25;
    private const double Seconds = 8;
    private static readonly int[] Steps = [16, 49, 144];

    /// <inheritdoc/>
    public string Name => "srtp";

    /// <inheritdoc/>
    public string Summary => "the cost of SRTP: a packet of each suite, N rooms encrypted against N in the clear";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var packets = new BenchTable("One packet: CPU-us", "suite", "protect 172 bytes", "protect 1212", "open 172", "open 1212");
        foreach (SrtpProfile profile in SrtpProfile.All)
        {
            var small = new SrtpLoad(profile, 172);
            var large = new SrtpLoad(profile, 1212);
            packets.Add(profile.Name, Of(small.Protect), Of(large.Protect), Of(small.Open), Of(large.Open));
        }

        output.Show(packets.Note($"AES instructions: {(System.Runtime.Intrinsics.X86.Aes.IsSupported ? "used" : "none")}."));
        var rooms = new BenchTable(
            "Rooms of 180p25 in one grid, 720p25 back to each, G.711: CPU-ms per second of the node",
            "rooms", "clear", "SRTP", "SRTP/clear", "least-greatest", "least fps clear/SRTP", "goal", "verdict");
        foreach (int count in Steps)
        {
            Add(rooms, count, context);
        }

        output.Show(rooms.Note($"{SrtpProfile.All[0].Name} both ways. Each round starts a node and its rooms anew, and measures {Seconds} s. {context.Clips.Origin}"));
    }

    private static Cell Of(Action call) => Cell.Fine(new CallCost(call).Microseconds());

    private static void Add(BenchTable table, int rooms, BenchContext context)
    {
        double[] least = [double.MaxValue, double.MaxValue];
        double Measure(SrtpPolicy policy)
        {
            BenchContext.Say($"{rooms} rooms, {policy}");
            using var load = new NodeUnderLoad(context, rooms, AudioCodec.Pcma, height: 180, srtp: policy);
            load.Fleet.BeginMeasuring();
            double cost = load.Node.Measure(Seconds);
            ref double worst = ref least[policy == SrtpPolicy.Off ? 0 : 1];
            worst = Math.Min(worst, load.Fleet.Report().Min(room => room.FramesPerSecond));
            return cost;
        }

        var result = Paired.Measure(context.Rounds(3), () => Measure(SrtpPolicy.Off), () => Measure(SrtpPolicy.Required));
        (Cell goal, Cell verdict) = Cell.AtMost(rooms == Steps[^1] ? Goal : null, result.Ratio.Median, " x");
        table.Add(
            rooms,
            Cell.Number(result.Baseline.Median),
            Cell.Number(result.Ours.Median),
            Cell.Ratio(result.Ratio.Median),
            Cell.Range(result.Ratio),
            $"{least[0]:0.0}/{least[1]:0.0}",
            goal,
            verdict);
    }
}
