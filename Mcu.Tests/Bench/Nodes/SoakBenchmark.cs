using Mcu.Core.Codecs;
using Mcu.Node.Simulate;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>Ten minutes of a meeting in real time: does memory grow, do pictures freeze, do sound and picture stay together.</summary>
internal sealed class SoakBenchmark : IBenchmark
{
    private const int Rooms = 9;
    private const int Minutes = 10;
    private const int SettleMinutes = 2;

    /// <inheritdoc/>
    public string Name => "soak";

    /// <inheritdoc/>
    public string Summary => "ten minutes of nine rooms: memory, freezes, loss, sound against picture";

    /// <inheritdoc/>
    public bool OnlyWhenNamed => true;

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        using var node = new NodeProcess(context, NodeUnderLoad.Grid(Rooms), watched: true);
        using var fleet = new FleetProcess(
            context, new FleetOrder(node.Target, Rooms, node.RoomPorts) { Sound = AudioCodec.Opus, Receive = ReceiveMode.First });
        fleet.CallAll();
        Thread.Sleep(TimeSpan.FromSeconds(5));
        fleet.BeginMeasuring();
        var table = new BenchTable($"{Rooms} rooms of 360p25 with Opus, minute by minute", "minute", "resident MB", "heap MB", "outside MB", "gen-2", "least fps", "freezes", "loss %");
        List<double> resident = [];
        for (int minute = 1; minute <= Minutes; minute++)
        {
            Thread.Sleep(TimeSpan.FromMinutes(1));
            resident.Add(node.ResidentBytes / 1e6);
            FleetRoom[] rooms = fleet.Report();
            CollectorCounts collector = NodeHostVerb.Read(node);
            table.Add(
                minute,
                Cell.Number(resident[^1]),
                Cell.Number(collector.HeapBytes / 1e6),
                Cell.Number(resident[^1] - (collector.HeapBytes / 1e6)),
                collector.FullCollections,
                Cell.Fine(rooms.Min(room => room.FramesPerSecond)),
                rooms.Sum(room => room.Freezes),
                Cell.Fine(rooms.Max(room => room.LossPercent)));
            BenchContext.Say($"minute {minute}: {resident[^1]:F1} MB");
        }

        double growth = 100 * (resident[^1] - resident[SettleMinutes - 1]) / resident[SettleMinutes - 1];
        output.Show(table
            .Note("Outside: resident memory less what is on the managed heap, which grows until the collector finds it worth its while.")
            .Note($"Resident memory after minute {Minutes} against minute {SettleMinutes}: {growth:+0.0;-0.0} %.")
            .Note($"Sound against picture over two hours at 100 ppm of drift is a test with a clock of its own: Mcu.Tests/Conferences/Media/LipSyncTests. {context.Clips.Origin}"));
    }
}
