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
        Luma = GC.AllocateArray<byte>(StrideY * 2 * height, pinned: true);
        Chroma = GC.AllocateArray<byte>(StrideC * 3 * height / 2, pinned: true);
        for (int y = 0; y < height; y++)
        {
            Luma.AsSpan(((y * 2) + 1) * StrideY, StrideY).Fill(255);
        }

        for (int y = 0; y < height / 2; y++)
        {
            Chroma.AsSpan(((y * 3) + 2) * StrideC, StrideC).Fill(255);
        }
    }

    /// <summary>Columns; even.</summary>
    internal int Width { get; }

    /// <summary>Rows; even.</summary>
    internal int Height { get; }

    /// <summary>Samples in a padded luma row.</summary>
    internal int StrideY { get; }

    /// <summary>Samples in a padded chroma row.</summary>
    internal int StrideC { get; }

    /// <summary>
    /// Row by row: the luma samples, then for each what is left of the canvas, 255 less the coverage. What is read
    /// together lies together, since every frame reads it from far down the cache.
    /// </summary>
    internal byte[] Luma { get; }

    /// <summary>Row by row: the Cb samples, the Cr samples, and what is left of the canvas, by the mean coverage of four pixels.</summary>
    internal byte[] Chroma { get; }

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

    private void SetLuma(ReadOnlySpan<byte> row, int y, ColorMatrix matrix)
    {
        for (int x = 0; x < Width; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(x * 4, 4);
            double luma = matrix.Luma(pixel[0], pixel[1], pixel[2]) + (16.0 * pixel[3] / 255);
            int at = (y * 2 * StrideY) + x;
            Luma[at] = (byte)Math.Round(luma);
            Luma[at + StrideY] = (byte)(255 - pixel[3]);
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
            int at = (y * 3 * StrideC) + x;
            Chroma[at] = (byte)Math.Round(matrix.Cb(r, g, b) + (128 * coverage / 255));
            Chroma[at + StrideC] = (byte)Math.Round(matrix.Cr(r, g, b) + (128 * coverage / 255));
            Chroma[at + (2 * StrideC)] = (byte)(255 - Math.Round(coverage));
        }
    }

    private static double Mean(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int x, int channel)
    {
        int left = (x * 8) + channel;
        return (upper[left] + upper[left + 4] + lower[left] + lower[left + 4]) / 4.0;
    }
}
