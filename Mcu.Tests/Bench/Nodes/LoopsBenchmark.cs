using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>How late the loops are, and what the collector does, in a minute of a steady meeting.</summary>
internal sealed class LoopsBenchmark : IBenchmark
{
    private const int Rooms = 36;
    private const int Seconds = 60;

    /// <inheritdoc/>
    public string Name => "loops";

    /// <inheritdoc/>
    public string Summary => "lateness of the node's loops and its garbage in a minute at about half the machine's CPU";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        using var node = new NodeProcess(context, NodeUnderLoad.Grid(Rooms), watched: true);
        using var fleet = new FleetProcess(context, new FleetOrder(node.Target, Rooms, node.RoomPorts) { Sound = AudioCodec.Pcma });
        fleet.CallAll();
        Thread.Sleep(TimeSpan.FromSeconds(10));
        CollectorCounts before = NodeHostVerb.Read(node);
        double cpu = node.Measure(Seconds);
        CollectorCounts after = NodeHostVerb.Read(node);
        var table = new BenchTable($"{Rooms} rooms of 360p25 for {Seconds} s", "what", "p50", "p99", "greatest", "goal", "verdict");
        foreach (LoopLateness loop in LoopLateness.Of(context, node))
        {
            (Cell goal, Cell verdict) = Cell.AtMost(loop.Name == "audio" ? 2 : null, loop.P99, " ms p99");
            table.Add($"loop {loop.Name}, ms late", Cell.Fine(loop.P50), Cell.Fine(loop.P99), Cell.Fine(loop.Greatest), goal, verdict);
        }

        (Cell fullGoal, Cell fullVerdict) = Cell.AtMost(0, after.FullCollections - before.FullCollections);
        table.Add("gen-2 collections", after.FullCollections - before.FullCollections, "", "", fullGoal, fullVerdict);
        table.Add("collections of any generation", after.Collections - before.Collections, "", "", "", "");
        table.Add("allocated, kB a second", Cell.Number((after.AllocatedBytes - before.AllocatedBytes) / 1000.0 / Seconds), "", "", "", "");
        table.Add("node's CPU, % of the machine", Cell.Number(cpu / 10 / Environment.ProcessorCount), "", "", "", "");
        output.Show(table.Note($"The rooms' process runs on the same cores. Lateness is the node's own measurement of its last minute. {context.Clips.Origin}"));
    }
}
