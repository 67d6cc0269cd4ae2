using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Composing.Scaling;
using Mcu.Tests.Bench.Measuring;
using Mcu.Tests.Bench.Report;
using Mcu.Tests.Codecs;

namespace Mcu.Tests.Bench.Micro;

/// <summary>Our scaling kernels against libswscale.</summary>
public sealed class ScaleBenchmark : IBenchmark
{
    private const int Rounds = 7;

    // Sources of rooms, and panes as the layouts of a 720p canvas have them: a cell less the gap.
    private static readonly (string Case, int Width, int Height, int PaneWidth, int PaneHeight)[] Cases =
    [
        ("360p, 4x4 tile (2:1)", 640, 360, 316, 176),
        ("360p, 3x3 tile", 640, 360, 422, 236),
        ("360p, 2x2 tile (1:1)", 640, 360, 636, 356),
        ("360p, 5x5 tile", 640, 360, 252, 140),
        ("360p, full screen", 640, 360, 1280, 720),
        ("180p, 4x4 tile (1:1)", 320, 180, 316, 176),
        ("720p, 4x4 tile", 1280, 720, 316, 176),
        ("720p, 2x2 tile (2:1)", 1280, 720, 636, 356),
        ("480p (4:3), 4x4 tile, bars", 640, 480, 316, 176),
    ];

    /// <inheritdoc/>
    public string Name => "scale";

    /// <inheritdoc/>
    public string Summary => "our scaling kernels against libswscale";

    /// <inheritdoc/>
    public void Run(BenchContext context, BenchOutput output)
    {
        var table = new BenchTable("Scaling one picture into its pane, CPU-us", "case", "pane", "sws", "ours", "ours/sws", "least-greatest");
        foreach ((string name, int width, int height, int paneWidth, int paneHeight) in Cases)
        {
            Paired result = Measure(context.Rounds(Rounds), width, height, paneWidth, paneHeight);
            table.Add(
                name, $"{paneWidth}x{paneHeight}", Cell.Number(result.Baseline.Median), Cell.Number(result.Ours.Median),
                Cell.Ratio(result.Ratio.Median), Cell.Range(result.Ratio));
        }

        output.Show(table.Note("sws: libswscale, area averaging when it shrinks, bilinear when it grows, into the same part of the pane."));
    }

    private static Paired Measure(int rounds, int width, int height, int paneWidth, int paneHeight)
    {
        using var source = new Picture(width, height);
        using var canvas = new Picture(1280, 720);
        using var sws = new SwsScaler();
        TestPictures.Draw(source.View, 1);
        var scaler = new PictureScaler(width, height, sampleAspect: 1, paneWidth, paneHeight);
        PictureView pane = canvas.View.Crop(new(0, 0, paneWidth, paneHeight));
        var baseline = new CallCost(() => sws.Scale(source.View.Crop(scaler.Fit.Source), pane.Crop(scaler.Fit.Target)));
        var ours = new CallCost(() => scaler.Scale(source.View, pane));
        return Paired.Measure(rounds, baseline.Microseconds, ours.Microseconds);
    }
}
