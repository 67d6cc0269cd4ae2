using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>What one more room costs that only watches and listens.</summary>
internal sealed class WatcherBenchmark : IBenchmark
{
    private const int Rooms = 4;
    private const int Watchers = 20;
    private const double Seconds = 6;

    /// <inheritdoc/>
    public string Name => "watcher";

    /// <inheritdoc/>
    public string Summary => "the cost of one more room that only watches and listens";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable(
            "One more watcher, 720p25 at 1.5 Mbit/s: CPU-ms per second of the node",
            "sound", "without", $"with {Watchers}", "one more", "least-greatest", "goal", "verdict");
        foreach (AudioCodec sound in (AudioCodec[])[AudioCodec.Pcma, AudioCodec.Opus])
        {
            (double without, double with, Spread each) = Measure(context, sound, context.Rounds(3));
            (Cell goal, Cell verdict) = Cell.AtMost(4, each.Median);
            table.Add(sound.ToString(), Cell.Number(without), Cell.Number(with), Cell.Fine(each.Median), Cell.Range(each), goal, verdict);
        }

        output.Show(table.Note(
            $"{Rooms} rooms send; {Watchers} watchers join and leave; each round measures {Seconds} s without and with them. {context.Clips.Origin}"));
    }

    private static (double Without, double With, Spread Each) Measure(BenchContext context, AudioCodec sound, int rounds)
    {
        using var load = new NodeUnderLoad(context, Rooms, sound);
        var rows = new List<(double Without, double With)>();
        for (int round = 0; round < rounds; round++)
        {
            double without = load.Node.Measure(Seconds);
            using var watchers = new FleetProcess(
                context, new FleetOrder(load.Node.Target, Sites: 0, load.Node.RoomPorts + 300) { Watchers = Watchers, Sound = sound });
            watchers.CallAll();
            Thread.Sleep(2000);
            rows.Add((without, load.Node.Measure(Seconds)));
        }

        return (Spread.Of(rows.Select(row => row.Without)).Median, Spread.Of(rows.Select(row => row.With)).Median,
            Spread.Of(rows.Select(row => (row.With - row.Without) / Watchers)));
    }
}
