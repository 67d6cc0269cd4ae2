using Mcu.Core.Codecs;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Tests.Composing.Scaling;

/// <summary>
/// Catmull-Rom interpolation or, when scaling down, a triangle twice as wide as the ratio, in floating point: a slow,
/// better filter to measure the fast ones against.
/// </summary>
internal static class IdealResampler
{
    /// <summary>Luma PSNR in dB between a scaled picture and the ideal one.</summary>
    internal static double Psnr(PictureView source, PictureFit fit, PictureView scaled)
    {
        PlaneView from = TestPictures.Planes(source.Crop(fit.Source))[0];
        PlaneView to = TestPictures.Planes(scaled.Crop(fit.Target))[0];
        double[][] rows = [.. Enumerable.Range(0, from.Height).Select(y => Resample(Doubles(from.Row(y)), to.Width))];
        double sum = 0;
        for (int x = 0; x < to.Width; x++)
        {
            double[] column = Resample([.. rows.Select(row => row[x])], to.Height);
            for (int y = 0; y < to.Height; y++)
            {
                sum += Math.Pow(column[y] - to.Row(y)[x], 2);
            }
        }

        return 10 * Math.Log10(255.0 * 255 * to.Width * to.Height / sum);
    }

    private static double[] Doubles(Span<byte> row) => [.. row.ToArray().Select(sample => (double)sample)];

    private static double[] Resample(double[] line, int outputs)
    {
        double ratio = (double)line.Length / outputs;
        double reach = Math.Max(1, ratio);
        var result = new double[outputs];
        for (int at = 0; at < outputs; at++)
        {
            double center = ((at + 0.5) * ratio) - 0.5;
            double sum = 0, total = 0;
            for (int input = (int)Math.Floor(center - (2 * reach)); input <= center + (2 * reach); input++)
            {
                double distance = Math.Abs(input - center) / reach;
                double weight = ratio > 1 ? Math.Max(0, 1 - distance) : CatmullRom(distance);
                sum += weight * line[Math.Clamp(input, 0, line.Length - 1)];
                total += weight;
            }

            result[at] = sum / total;
        }

        return result;
    }

    private static double CatmullRom(double x) => x switch
    {
        < 1 => (1.5 * x * x * x) - (2.5 * x * x) + 1,
        < 2 => (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2,
        _ => 0,
    };
}
