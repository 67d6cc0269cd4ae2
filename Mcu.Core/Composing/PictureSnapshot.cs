using Mcu.Core.Codecs;
using Mcu.Core.Composing.Captions;
using SkiaSharp;

namespace Mcu.Core.Composing;

/// <summary>Writes a picture as a PNG file, for operators and for tests' eyes.</summary>
public static unsafe class PictureSnapshot
{
    /// <summary>Converts and writes; takes tens of milliseconds, so not on a video loop: copy the picture first.</summary>
    public static void WritePng(in PictureView picture, Stream target)
    {
        using var bitmap = new SKBitmap(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var matrix = ColorMatrix.For(picture.Height);
        byte* pixels = (byte*)bitmap.GetPixels();
        for (int y = 0; y < picture.Height; y++)
        {
            ConvertRow(picture, y, matrix, new Span<byte>(pixels + ((nint)y * bitmap.RowBytes), picture.Width * 4));
        }

        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        png.SaveTo(target);
    }

    private static void ConvertRow(in PictureView picture, int y, ColorMatrix matrix, Span<byte> pixels)
    {
        byte* luma = picture.Y + ((nint)y * picture.StrideY);
        byte* u = picture.U + ((nint)(y / 2) * picture.StrideU);
        byte* v = picture.V + ((nint)(y / 2) * picture.StrideV);
        for (int x = 0; x < picture.Width; x++)
        {
            (byte r, byte g, byte b) = matrix.ToRgb(new YuvColor(luma[x], u[x / 2], v[x / 2]));
            pixels[(x * 4) + 0] = r;
            pixels[(x * 4) + 1] = g;
            pixels[(x * 4) + 2] = b;
            pixels[(x * 4) + 3] = 255;
        }
    }
}
