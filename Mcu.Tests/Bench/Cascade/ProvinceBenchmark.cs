using Mcu.Core.Codecs;
using Mcu.Node.Simulate;
using Mcu.Tests.Bench.Nodes;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Cascade;

/// <summary>A whole province on this machine: eight districts with seventeen communes each, and eight rooms of the province.</summary>
internal sealed class ProvinceBenchmark : IBenchmark
{
    private const int Districts = 8;
    private const int RoomsEach = 17;
    private const int OwnRooms = 8;
    private const double LeastShare = 0.98;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private static readonly (string Size, int FramesPerSecond, string Bitrate)[] Steps =
        [("640x360", 10, "400k"), ("640x360", 15, "500k"), ("1280x720", 10, "800k"), ("1280x720", 15, "1000k"), ("1280x720", 25, "1500k")];

    /// <inheritdoc/>
    public string Name => "province";

    /// <inheritdoc/>
    public string Summary => "8 districts x 17 communes + 8 rooms on this machine: the picture that it holds, with sound for all";

    /// <inheritdoc/>
    public bool OnlyWhenNamed => true;

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable(
            $"{Districts} districts x {RoomsEach} rooms and {OwnRooms} at the province, one meeting, rooms send 180p",
            "picture", "fps", "province CPU %", "districts CPU %", "least fps", "freezes", "loss %", "late p99, ms", "holds");
        foreach ((string size, int frames, string bitrate) in Steps)
        {
            BenchContext.Say($"{size} at {frames} fps");
            if (!Holds(context, new NodeSetup { Layout = "single", Size = size, FramesPerSecond = frames, Bitrate = bitrate }, table))
            {
                break;
            }
        }

        output.Show(table
            .Note($"A step holds when every one of the {(Districts * RoomsEach) + OwnRooms} rooms got {LeastShare:P0} of the pictures over {Duration.TotalSeconds} s. The picture shows the speaker (layout single); G.711. CPU is of one core, of nine node processes; the rooms' process has the rest of the two.")
            .Note("Late: the province's video loop."));
    }

    private static bool Holds(BenchContext context, NodeSetup setup, BenchTable table)
    {
        using var tiers = new BenchTiers(context, Districts, setup);
        using var own = new FleetProcess(context, Order(tiers.Province, tiers.Province.Target, OwnRooms, setup));
        using var communes = new FleetProcess(
            context, Order(tiers.Districts[0], string.Join(' ', tiers.Districts.Select(district => district.Target)), Districts * RoomsEach, setup));
        own.CallAll();
        communes.CallAll();
        Thread.Sleep(TimeSpan.FromSeconds(4));
        own.BeginMeasuring();
        communes.BeginMeasuring();
        double[] before = [.. tiers.Districts.Select(district => district.ProcessorMilliseconds)];
        double top = tiers.Province.Measure(Duration.TotalSeconds);
        double below = tiers.Districts.Select((district, at) => district.ProcessorMilliseconds - before[at]).Sum() / Duration.TotalSeconds;
        FleetRoom[] rooms = [.. own.Report(), .. communes.Report()];
        double late = LoopLateness.Of(context, tiers.Province).Where(loop => loop.Name.StartsWith("video:", StringComparison.Ordinal)).Select(loop => loop.P99).DefaultIfEmpty(double.NaN).Max();
        double least = rooms.Min(room => room.FramesPerSecond);
        bool holds = least >= setup.FramesPerSecond * LeastShare;
        table.Add(
            setup.Size, setup.FramesPerSecond, Cell.Number(top / 10), Cell.Number(below / 10), Cell.Number(least), rooms.Sum(room => room.Freezes),
            Cell.Fine(rooms.Max(room => room.LossPercent)), Cell.Number(late), holds ? "yes" : "no");
        return holds;
    }

    private static FleetOrder Order(NodeProcess at, string targets, int rooms, NodeSetup setup) => new(targets, rooms, at.RoomPorts)
    {
        Sound = AudioCodec.Pcma, Height = 180, FramesPerSecond = setup.FramesPerSecond, Receive = ReceiveMode.None, StaggerMs = 40,
    };
}
