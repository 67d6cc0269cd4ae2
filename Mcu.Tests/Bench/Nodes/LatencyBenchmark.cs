using Mcu.Core.Codecs;
using Mcu.Node.Simulate;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>How long the node holds a picture and a sound.</summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int Rooms = 4;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "latency";

    /// <inheritdoc/>
    public string Summary => "from a room's packet to the packet that another room gets, picture and sound";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable("Latency through the node at 25 fps, ms", "medium", "p50", "p99", "goal p50", "verdict", "goal p99", "verdict ");
        Pictures(context, table);
        SoundDelay sound = SoundDelay.Measure();
        (Cell goal, Cell verdict) = Cell.AtMost(40, sound.MixerP50);
        table.Add("sound, jitter buffer included", Cell.Number(sound.P50), Cell.Number(sound.P99), "", "", "", "");
        table.Add("sound, without the jitter buffer", Cell.Number(sound.MixerP50), Cell.Number(sound.MixerP99), goal, verdict, "", "");
        output.Show(table
            .Note($"Pictures: {Rooms} rooms of 360p25 into one 720p25 picture; each picture carries its time of sending as a bar code; from its first packet to the first packet of the composed picture that shows it, for {Duration.TotalSeconds} s.")
            .Note($"Sound: {SoundDelay.Bursts} times a room's voice rises by 30 dB; from its first loud G.711 packet to the other room's. The jitter buffer's own delay is what the node reports of it."));
    }

    private static void Pictures(BenchContext context, BenchTable table)
    {
        using var node = new NodeProcess(context, NodeUnderLoad.Grid(Rooms));
        using var fleet = new FleetProcess(
            context, new FleetOrder(node.Target, Rooms, node.RoomPorts) { Sound = AudioCodec.Pcma, Painted = true, Receive = ReceiveMode.All });
        fleet.CallAll();
        Thread.Sleep(TimeSpan.FromSeconds(3));
        fleet.BeginMeasuring();
        Thread.Sleep(Duration);
        FleetRoom[] rooms = fleet.Report();
        double middle = Spread.Of(rooms.Select(room => room.PacketLatencyMs ?? double.NaN)).Median;
        double last = rooms.Max(room => room.PacketLatencyP99Ms ?? double.NaN);
        (Cell middleGoal, Cell middleVerdict) = Cell.AtMost(30, middle);
        (Cell lastGoal, Cell lastVerdict) = Cell.AtMost(60, last);
        table.Add("picture, packet to packet", Cell.Number(middle), Cell.Number(last), middleGoal, middleVerdict, lastGoal, lastVerdict);
        table.Add(
            "picture, packet to decoded",
            Cell.Number(Spread.Of(rooms.Select(room => room.LatencyMs ?? double.NaN)).Median),
            Cell.Number(rooms.Max(room => room.LatencyP99Ms ?? double.NaN)),
            "", "", "", "");
    }
}
