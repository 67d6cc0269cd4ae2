using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Bench.Measuring;
using Mcu.Tests.Bench.Paths;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>The whole node against the <c>ffmpeg</c> command line.</summary>
internal sealed class GridBenchmark : IBenchmark
{
    private const int MediaSeconds = 8;

    /// <inheritdoc/>
    public string Name => "grid";

    /// <inheritdoc/>
    public string Summary => "the whole node with N rooms, network and sound included, against the ffmpeg command";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable(
            "Whole node: N rooms of 360p25, one 720p25 picture back to all; CPU-ms per second",
            "rooms, sound", "ffmpeg", "paced", "node", "node/ffmpeg", "node/paced", "least-greatest", "goal", "verdict");
        foreach ((int rooms, int rounds) in (ReadOnlySpan<(int, int)>)[(4, 2), (9, 2), (16, 4), (36, 2), (64, 2)])
        {
            BenchContext.Say($"{rooms} rooms");
            Measure(context, rooms, context.Rounds(rounds), table);
        }

        output.Show(table
            .Note($"Medians of 2 to 4 pairs of {MediaSeconds} s. {context.Clips.Origin} Rooms run in a process of their own and pause while ffmpeg runs.")
            .Note("Paced: the same command reading at the rooms' pace (-re), so that it sleeps between pictures as the node does, whose caches are as cold; the goal is set against it.")
            .Note("The node receives, decodes, composes with captions, encodes once, mixes, and sends picture and sound to every room.")
            .Note("FreeSWITCH's mod_conference, encoding once, was measured at 1.28 x (G.711) and 1.97 x (Opus).")
            .Note(CommandLinePath.Settings));
    }

    private static void Measure(BenchContext context, int rooms, int rounds, BenchTable table)
    {
        RoomClip[] clips = [.. Enumerable.Range(0, rooms).Select(room => context.Clips.Get(room, ClipSize.P360))];
        var baseline = new CommandLinePath(clips);
        var paced = new CommandLinePath(clips, inRealTime: true);
        using var telephony = new NodeUnderLoad(context, rooms, AudioCodec.Pcma);
        telephony.Pause();
        using var opus = new NodeUnderLoad(context, rooms, AudioCodec.Opus);
        opus.Pause();
        var costs = new List<(double Baseline, double Paced, double Telephony, double Opus)>();
        for (int round = 0; round < rounds; round++)
        {
            costs.Add((baseline.Measure(MediaSeconds), paced.Measure(MediaSeconds), telephony.MeasureBetweenPauses(MediaSeconds), opus.MeasureBetweenPauses(MediaSeconds)));
        }

        double free = Spread.Of(costs.Select(cost => cost.Baseline)).Median;
        Add(table, $"{rooms}, G.711", free, Paired.Of([.. costs.Select(cost => (cost.Paced, cost.Telephony))]), rooms == 16 ? 0.85 : null);
        Add(table, $"{rooms}, Opus", free, Paired.Of([.. costs.Select(cost => (cost.Paced, cost.Opus))]), rooms == 16 ? 1.0 : null);
    }

    private static void Add(BenchTable table, string name, double free, Paired result, double? goal)
    {
        (Cell limit, Cell verdict) = Cell.AtMost(goal, result.Ratio.Median, " x");
        table.Add(
            name, Cell.Number(free), Cell.Number(result.Baseline.Median), Cell.Number(result.Ours.Median),
            Cell.Ratio(result.Ours.Median / free), Cell.Ratio(result.Ratio.Median),
            Cell.Range(result.Ratio), limit, verdict);
    }
}
