using Mcu.Tests.Bench.Clips;
using Mcu.Tests.Bench.Measuring;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Paths;

/// <summary>The picture path alone against the <c>ffmpeg</c> command line.</summary>
public sealed class PathBenchmark : IBenchmark
{
    private const int Seconds = 10;

    /// <inheritdoc/>
    public string Name => "path";

    /// <inheritdoc/>
    public string Summary => "decode, compose, encode in one process without a network, against the ffmpeg command";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable(
            "Picture path: N rooms of 360p25 into one picture of 720p25, CPU-ms per second of media",
            "rooms", "ffmpeg", "ours", "ours/ffmpeg", "least-greatest", "goal", "verdict");
        foreach (int count in (int[])[4, 9, 16])
        {
            Paired result = Measure(context, count);
            (Cell goal, Cell verdict) = Cell.AtMost(count == 16 ? 0.75 : null, result.Ratio.Median, " x");
            table.Add(
                count, Cell.Number(result.Baseline.Median), Cell.Number(result.Ours.Median), Cell.Ratio(result.Ratio.Median),
                Cell.Range(result.Ratio), goal, verdict);
        }

        output.Show(table
            .Note($"Medians of {context.Rounds(5)} pairs, {Seconds} s of media each. {context.Clips.Origin}")
            .Note("Ours draws captions, mute signs, the speaker's frame and the clock too; the baseline has none.")
            .Note(CommandLinePath.Settings));
    }

    private static Paired Measure(BenchContext context, int count)
    {
        RoomClip[] rooms = [.. Enumerable.Range(0, count).Select(room => context.Clips.Get(room, ClipSize.P360))];
        var baseline = new CommandLinePath(rooms);
        using var path = new PicturePath(rooms);
        Run(path, 2);
        BenchContext.Say($"{count} rooms");
        return Paired.Measure(
            context.Rounds(5),
            () => baseline.Measure(Seconds),
            () => OwnCpu.Milliseconds(() => Run(path, Seconds)) / Seconds);
    }

    private static void Run(PicturePath path, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            path.RunSecond();
        }
    }
}
