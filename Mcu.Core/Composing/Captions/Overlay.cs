using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>
/// A drawing that is blended over a canvas: limited-range YUV 4:2:0 samples multiplied by their coverage, and what the
/// coverage leaves of the canvas. Immutable; drawn once, blended every frame.
/// </summary>
internal sealed class Overlay
{
    /// <summary>Rows are padded to this many samples, which leave the canvas as it is.</summary>
    internal const int RowPadding = 32;

    private Overlay(int width, int height)
    {
        (Width, Height) = (width, height);
        StrideY = Padded(width);
        StrideC = Padded(width / 2);
        (Y, RestY) = (NewPlane(StrideY * height, 0), NewPlane(StrideY * height, 255));
        (U, V, RestC) = (NewPlane(StrideC * height / 2, 0), NewPlane(StrideC * height / 2, 0), NewPlane(StrideC * height / 2, 255));
    }

    /// <summary>Columns; even.</summary>
    internal int Width { get; }

    /// <summary>Rows; even.</summary>
    internal int Height { get; }

    internal int StrideY { get; }

    internal int StrideC { get; }

    internal byte[] Y { get; }

    internal byte[] U { get; }

    internal byte[] V { get; }

    /// <summary>255 less the coverage of each luma sample.</summary>
    internal byte[] RestY { get; }

    /// <summary>255 less the coverage of each chroma sample, the mean of its four pixels.</summary>
    internal byte[] RestC { get; }

    /// <summary>Converts a bitmap of premultiplied RGBA pixels with even sides.</summary>
    internal static Overlay From(SKBitmap bitmap, ColorMatrix matrix)
    {
        var overlay = new Overlay(bitmap.Width, bitmap.Height);
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int y = 0; y < bitmap.Height; y += 2)
        {
            ReadOnlySpan<byte> upper = pixels.Slice(y * bitmap.RowBytes, bitmap.Width * 4);
            ReadOnlySpan<byte> lower = pixels.Slice((y + 1) * bitmap.RowBytes, bitmap.Width * 4);
            overlay.SetLuma(upper, y, matrix);
            overlay.SetLuma(lower, y + 1, matrix);
            overlay.SetChroma(upper, lower, y / 2, matrix);
        }

        return overlay;
    }

    private static int Padded(int width) => (width + RowPadding - 1) / RowPadding * RowPadding;

    private static byte[] NewPlane(int length, byte value)
    {
        byte[] plane = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        plane.AsSpan().Fill(value);
        return plane;
    }

    private void SetLuma(ReadOnlySpan<byte> row, int y, ColorMatrix matrix)
    {
        for (int x = 0; x < Width; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(x * 4, 4);
            double luma = matrix.Luma(pixel[0], pixel[1], pixel[2]) + (16.0 * pixel[3] / 255);
            Y[(y * StrideY) + x] = (byte)Math.Round(luma);
            RestY[(y * StrideY) + x] = (byte)(255 - pixel[3]);
        }
    }

    private void SetChroma(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int y, ColorMatrix matrix)
    {
        for (int x = 0; x < Width / 2; x++)
        {
            double r = Mean(upper, lower, x, 0);
            double g = Mean(upper, lower, x, 1);
            double b = Mean(upper, lower, x, 2);
            double coverage = Mean(upper, lower, x, 3);
            int at = (y * StrideC) + x;
            U[at] = (byte)Math.Round(matrix.Cb(r, g, b) + (128 * coverage / 255));
            V[at] = (byte)Math.Round(matrix.Cr(r, g, b) + (128 * coverage / 255));
            RestC[at] = (byte)(255 - Math.Round(coverage));
        }
    }

    private static double Mean(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int x, int channel)
    {
        int left = (x * 8) + channel;
        return (upper[left] + upper[left + 4] + lower[left] + lower[left + 4]) / 4.0;
    }
}
