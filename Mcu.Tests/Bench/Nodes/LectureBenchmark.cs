using Mcu.Core.Codecs;
using Mcu.Tests.Bench.Measuring;
using Mcu.Tests.Bench.Report;

namespace Mcu.Tests.Bench.Nodes;

/// <summary>Decoding only what is seen: a lecture against a grid of everybody.</summary>
internal sealed class LectureBenchmark : IBenchmark
{
    private const int Rooms = 17;
    private const double Seconds = 6;

    /// <inheritdoc/>
    public string Name => "lecture";

    /// <inheritdoc/>
    public string Summary => "17 rooms of which 5 are seen (a lecture), against a grid of all 17";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        using var load = new NodeUnderLoad(context, Rooms, AudioCodec.Pcma, "grid:5x5");
        Paired result = Paired.Measure(
            context.Rounds(4),
            () => Measure(context, load, "grid:5x5"),
            () => Measure(context, load, "lecture"));
        (Cell goal, Cell verdict) = Cell.AtMost(0.6, result.Ratio.Median, " x");
        output.Show(new BenchTable(
                "17 rooms of 360p25, pictures of 720p25, G.711: CPU-ms per second of the node",
                "layout", "grid of 17", "lecture", "lecture/grid", "least-greatest", "goal", "verdict")
            .Add(
                "5 of 17 seen", Cell.Number(result.Baseline.Median), Cell.Number(result.Ours.Median), Cell.Ratio(result.Ratio.Median),
                Cell.Range(result.Ratio), goal, verdict)
            .Note("A lecture has two pictures: the chair full screen for the members, four members in turn for the chair. Both are encoded.")
            .Note($"{context.Rounds(4)} pairs of {Seconds} s in one conference whose layout changes in between. {context.Clips.Origin}"));
    }

    private static double Measure(BenchContext context, NodeUnderLoad load, string layout)
    {
        load.Node.Ask(context, "conference", "layout", "bench", layout);
        Thread.Sleep(2000);
        return load.Node.Measure(Seconds);
    }
}
