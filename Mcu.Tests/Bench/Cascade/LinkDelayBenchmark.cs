using Mcu.Core.Codecs;
using Mcu.Node.Simulate;
using Mcu.Tests.Bench.Nodes;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Cascade;

/// <summary>What a link adds to the way of a picture and of a sound.</summary>
internal sealed class LinkDelayBenchmark : IBenchmark
{
    private const double PictureGoal = 90;
    private const double SoundGoal = 80;
    private const double MouthToEarGoal = 300;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string Name => "links";

    /// <inheritdoc/>
    public string Summary => "what a link between nodes adds to the delay of picture and sound, and five hops in all";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable("Delay between two rooms, ms", "way", "picture p50", "p99", "added", "sound p50", "p99 ", "added ", "goal", "verdict");
        (double Picture, double Sound) alone = Row("both at the province's node", Top, Top, null, null);
        Row("one at a district, heard at the province", First, Top, alone, (PictureGoal, SoundGoal));
        Row("one at the province, heard at a district", Top, First, alone, (PictureGoal, SoundGoal));
        Row("commune-district-province-district-commune", First, Second, alone, (double.NaN, MouthToEarGoal));
        output.Show(table
            .Note($"Picture: one site full screen, its frames carry their time of sending; first packet sent to first packet got, for {Duration.TotalSeconds} s; 640x360 into 1280x720 at 25 fps.")
            .Note($"Sound: {SoundOverNodes.Bursts} times a voice rises by 30 dB; first loud G.711 packet sent to first loud one got, with the jitter buffers of every node on the way. Rooms' own buffers are not in it.")
            .Note("All processes share this machine's two cores and loopback, which adds no delay of its own."));

        (double Picture, double Sound) Row(string way, Func<BenchTiers, NodeProcess> from, Func<BenchTiers, NodeProcess> to, (double Picture, double Sound)? alone, (double Picture, double Sound)? goals)
        {
            BenchContext.Say(way);
            using var tiers = new BenchTiers(context, 2);
            (NodeProcess speaks, NodeProcess listens) = (from(tiers), to(tiers));
            (double picture, double pictureLast) = Picture(context, tiers, speaks, listens);
            SoundOverNodes sound = SoundOverNodes.Measure(speaks.Sip, listens.Sip);
            (double addedPicture, double addedSound) = alone is { } one ? (picture - one.Picture, sound.P50 - one.Sound) : (double.NaN, double.NaN);
            bool isMet = goals is not { } goal || (double.IsNaN(goal.Picture) ? sound.P50 <= goal.Sound : addedPicture <= goal.Picture && addedSound <= goal.Sound);
            table.Add(
                way,
                Cell.Number(picture), Cell.Number(pictureLast), Cell.Number(addedPicture),
                Cell.Number(sound.P50), Cell.Number(sound.P99), Cell.Number(addedSound),
                goals is not { } set ? "" : double.IsNaN(set.Picture) ? $"sound <= {set.Sound}" : $"added <= {set.Picture}/{set.Sound}",
                goals is null ? "" : isMet ? "met" : "MISSED");
            return (picture, sound.P50);
        }
    }

    private static NodeProcess Top(BenchTiers tiers) => tiers.Province;

    private static NodeProcess First(BenchTiers tiers) => tiers.Districts[0];

    private static NodeProcess Second(BenchTiers tiers) => tiers.Districts[1];

    private static (double Middle, double Last) Picture(BenchContext context, BenchTiers tiers, NodeProcess speaks, NodeProcess listens)
    {
        using var fleet = new FleetProcess(context, new FleetOrder($"{speaks.Target} {listens.Target}", 2, listens.RoomPorts)
        {
            Sound = AudioCodec.Pcma, Painted = true, Receive = ReceiveMode.All,
        });
        fleet.CallAll();
        Thread.Sleep(TimeSpan.FromSeconds(2));
        tiers.Focus(SiteNames.KhanhHoa[0]);
        Thread.Sleep(TimeSpan.FromSeconds(2));
        fleet.BeginMeasuring();
        Thread.Sleep(Duration);
        FleetRoom watcher = fleet.Report()[1];
        return (watcher.PacketLatencyMs ?? double.NaN, watcher.PacketLatencyP99Ms ?? double.NaN);
    }
}
