using Mcu.Core.Codecs;
using Mcu.Node.Simulate;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>How long a room waits for its first picture.</summary>
internal sealed class JoinBenchmark : IBenchmark
{
    private const int Rooms = 4;
    private const int Joining = 16;

    /// <inheritdoc/>
    public string Name => "join";

    /// <inheritdoc/>
    public string Summary => "from INVITE to the first picture that decodes, calls apart and in a rush";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable(
            "Join: ms from a room's INVITE to its first picture that decodes, 720p25, with 4 rooms in",
            "calls", "answered", "first picture", "p90", "greatest", "goal", "verdict");
        Measure(context, table, "one a second", staggerMs: 1000, goal: 60);
        Measure(context, table, "one per 150 ms", staggerMs: 150, goal: 100);
        output.Show(table
            .Note($"Medians of {Joining} rooms that each send a picture too, on the machine that also runs the node. {context.Clips.Origin}")
            .Note("FreeSWITCH on such a machine: 80 ms apart, 190 ms in a rush."));
    }

    private static void Measure(BenchContext context, BenchTable table, string name, int staggerMs, double goal)
    {
        BenchContext.Say(name);
        using var load = new NodeUnderLoad(context, Rooms, AudioCodec.Pcma, "auto");
        using var joining = new FleetProcess(
            context,
            new FleetOrder(load.Node.Target, Joining, load.Node.RoomPorts + 300) { Sound = AudioCodec.Pcma, StaggerMs = staggerMs, Receive = ReceiveMode.All });
        joining.CallAll();
        Thread.Sleep(2000);
        FleetRoom[] rooms = joining.Report();
        double[] pictures = [.. rooms.Select(room => room.FirstPictureMs ?? double.PositiveInfinity).Order()];
        double median = Spread.Percentile(pictures, 0.5);
        (Cell limit, Cell verdict) = Cell.AtMost(goal, median, " ms");
        table.Add(
            name,
            Cell.Number(Spread.Of(rooms.Select(room => room.AnsweredMs ?? double.PositiveInfinity)).Median),
            Cell.Number(median),
            Cell.Number(Spread.Percentile(pictures, 0.9)),
            Cell.Number(pictures[^1]),
            limit,
            verdict);
    }
}
