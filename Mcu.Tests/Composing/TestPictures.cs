using Mcu.Core.Codecs;
using Mcu.Core.Composing;

namespace Mcu.Tests.Composing;

/// <summary>Pictures with known content, and ways to compare.</summary>
internal static unsafe class TestPictures
{
    /// <summary>Smooth waves that differ by <paramref name="phase"/>: what a scaler should keep.</summary>
    internal static Picture Waves(int width, int height, double phase = 0)
    {
        var picture = new Picture(width, height);
        PictureView view = picture.View;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                view.Y[(y * view.StrideY) + x] = Wave((double)x / width, (double)y / height, phase);
            }
        }

        for (int y = 0; y < (height + 1) / 2; y++)
        {
            for (int x = 0; x < (width + 1) / 2; x++)
            {
                view.U[(y * view.StrideU) + x] = Wave(2.0 * x / width, 2.0 * y / height, phase + 1);
                view.V[(y * view.StrideV) + x] = Wave(2.0 * x / width, 2.0 * y / height, phase + 2);
            }
        }

        return picture;
    }

    /// <summary>Random samples from a seed.</summary>
    internal static Picture Noise(int width, int height, int seed)
    {
        var picture = new Picture(width, height);
        var random = new Random(seed);
        foreach (PlaneView plane in Planes(picture.View))
        {
            for (int row = 0; row < plane.Height; row++)
            {
                random.NextBytes(plane.Row(row));
            }
        }

        return picture;
    }

    internal static Picture Flat(int width, int height, YuvColor color)
    {
        var picture = new Picture(width, height);
        picture.Fill(color.Y, color.U, color.V);
        return picture;
    }

    internal static PlaneView[] Planes(in PictureView view) =>
    [
        new(view.Y, view.StrideY, view.Width, view.Height),
        new(view.U, view.StrideU, (view.Width + 1) / 2, (view.Height + 1) / 2),
        new(view.V, view.StrideV, (view.Width + 1) / 2, (view.Height + 1) / 2),
    ];

    /// <summary>All samples of a picture without its padding.</summary>
    internal static byte[] Samples(in PictureView view)
    {
        var samples = new List<byte>();
        foreach (PlaneView plane in Planes(view))
        {
            for (int row = 0; row < plane.Height; row++)
            {
                samples.AddRange(plane.Row(row));
            }
        }

        return [.. samples];
    }

    internal static YuvColor At(in PictureView view, int x, int y) => new(
        view.Y[(y * view.StrideY) + x], view.U[(y / 2 * view.StrideU) + (x / 2)], view.V[(y / 2 * view.StrideV) + (x / 2)]);

    private static byte Wave(double x, double y, double phase) =>
        (byte)Math.Round(128 + (60 * Math.Sin((14 * x) + (5 * y) + phase)) + (35 * Math.Cos((9 * y) - (4 * x) + phase)));
}

/// <summary>One plane of a picture.</summary>
internal readonly unsafe struct PlaneView(byte* samples, int stride, int width, int height)
{
    internal readonly byte* Samples = samples;

    internal readonly int Stride = stride;

    internal readonly int Width = width;

    internal readonly int Height = height;

    internal Span<byte> Row(int row) => new(Samples + ((nint)row * Stride), Width);
}
