using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Nodes;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Cascade;

/// <summary>What a district costs the province's node, beside what a room does.</summary>
internal sealed class LinkCostBenchmark : IBenchmark
{
    private const int Rooms = 4;
    private const double Seconds = 10;
    private const double SettleSeconds = 4;

    /// <inheritdoc/>
    public string Name => "linkcost";

    /// <inheritdoc/>
    public string Summary => "CPU-ms/s that a link costs the province's node, beside a room";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        int rounds = context.Rounds(3);
        double[] room = new double[rounds];
        double[] link = new double[rounds];
        double[] idle = new double[rounds];
        using var tiers = new BenchTiers(context, 1);
        NodeProcess top = tiers.Province;
        using var steady = new FleetProcess(context, new FleetOrder(top.Target, Rooms, top.RoomPorts));
        steady.CallAll();
        for (int round = 0; round < rounds; round++)
        {
            BenchContext.Say($"round {round + 1} of {rounds}");
            idle[round] = Cost(top);
            room[round] = With(context, top, top) - idle[round];
            link[round] = With(context, tiers.Districts[0], top) - idle[round];
        }

        output.Show(new BenchTable($"The province's node with {Rooms} rooms of 360p25 and one site more, CPU-ms per second", "what", "median", "least-greatest")
            .Add($"{Rooms} rooms and a link at rest", Cell.Number(Spread.Of(idle).Median), Cell.Range(Spread.Of(idle), "F0"))
            .Add("a room more at the province", Cell.Number(Spread.Of(room).Median), Cell.Range(Spread.Of(room), "F0"))
            .Add("a room more at the district, by the link", Cell.Number(Spread.Of(link).Median), Cell.Range(Spread.Of(link), "F0"))
            .Note("By the link come one sealed picture stream and the district's mix; down go the mix and the program, encoded for all anyway.")
            .Note($"Opus, UDP; {rounds} rounds of {Seconds} s. {context.Clips.Origin}"));
    }

    private static double With(BenchContext context, NodeProcess at, NodeProcess measured)
    {
        using var more = new FleetProcess(context, new FleetOrder(at.Target, 1, measured.RoomPorts + 500));
        more.CallAll();
        return Cost(measured);
    }

    private static double Cost(NodeProcess node)
    {
        Thread.Sleep(TimeSpan.FromSeconds(SettleSeconds));
        return node.Measure(Seconds);
    }
}
