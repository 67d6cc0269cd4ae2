using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>The most rooms that are all served at 25 pictures a second.</summary>
internal sealed class CapacityBenchmark : IBenchmark
{
    private const double LeastFramesPerSecond = 24.5;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly int[] Steps = [49, 64, 81, 100, 121, 144];

    /// <inheritdoc/>
    public string Name => "capacity";

    /// <inheritdoc/>
    public string Summary => "the most rooms that hold 25 fps, all seen and heard, on this machine";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable(
            "Rooms of 180p25 in one grid of all, 720p25 back to each, G.711",
            "rooms", "node CPU %", "least fps", "loss %", "video late p99, ms", "audio late p99, ms", "holds");
        int most = 0;
        foreach (int rooms in Steps)
        {
            BenchContext.Say($"{rooms} rooms");
            if (!Holds(context, rooms, table))
            {
                break;
            }

            most = rooms;
        }

        (Cell goal, Cell verdict) = Cell.AtLeast(100, most);
        table.Add("most", "", "", "", "", goal, verdict);
        output.Show(table
            .Note($"A step holds when every room got at least {LeastFramesPerSecond} pictures a second over {Duration.TotalSeconds} s. Tiles are 72 to 180 rows high, so rooms send 180 rows, as they are asked to. A grid shows 100 at most.")
            .Note($"The rooms' own process runs on the same two cores; node CPU is of one core. {context.Clips.Origin}"));
    }

    private static bool Holds(BenchContext context, int rooms, BenchTable table)
    {
        using var load = new NodeUnderLoad(context, rooms, AudioCodec.Pcma, height: 180);
        load.Fleet.BeginMeasuring();
        double cpu = load.Node.Measure(Duration.TotalSeconds);
        FleetRoom[] report = load.Fleet.Report();
        LoopLateness[] loops = LoopLateness.Of(context, load.Node);
        double least = report.Min(room => room.FramesPerSecond);
        bool holds = least >= LeastFramesPerSecond;
        table.Add(
            rooms,
            Cell.Number(cpu / 10),
            Cell.Number(least),
            Cell.Fine(report.Max(room => room.LossPercent)),
            Cell.Number(Of(loops, "video:")),
            Cell.Number(Of(loops, "audio")),
            holds ? "yes" : "no");
        return holds;
    }

    private static double Of(LoopLateness[] loops, string name) =>
        loops.Where(loop => loop.Name.StartsWith(name, StringComparison.Ordinal)).Select(loop => loop.P99).DefaultIfEmpty(double.NaN).Max();
}
