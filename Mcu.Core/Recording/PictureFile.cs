using Mcu.Core.Codecs;
using SkiaSharp;

namespace Mcu.Core.Recording;

/// <summary>A picture as a file, for snapshots.</summary>
public static unsafe class PictureFile
{
    /// <summary>Encodes a picture as PNG; colors by BT.601 limited range, as the tiles of a conference mostly are.</summary>
    public static byte[] EncodePng(in PictureView picture)
    {
        using SKBitmap bitmap = new(new SKImageInfo(picture.Width, picture.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        byte* pixels = (byte*)bitmap.GetPixels();
        for (int row = 0; row < picture.Height; row++)
        {
            ConvertRow(picture, row, (uint*)(pixels + ((long)row * bitmap.RowBytes)));
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    private static void ConvertRow(in PictureView picture, int row, uint* target)
    {
        byte* luma = picture.Y + ((long)row * picture.StrideY);
        byte* blue = picture.U + ((long)(row / 2) * picture.StrideU);
        byte* red = picture.V + ((long)(row / 2) * picture.StrideV);
        for (int column = 0; column < picture.Width; column++)
        {
            int y = 298 * (luma[column] - 16);
            int u = blue[column / 2] - 128;
            int v = red[column / 2] - 128;
            uint r = Clip(y + (409 * v));
            uint g = Clip(y - (100 * u) - (208 * v));
            uint b = Clip(y + (516 * u));
            target[column] = 0xff000000 | (r << 16) | (g << 8) | b;
        }
    }

    private static uint Clip(int scaled) => (uint)Math.Clamp((scaled + 128) >> 8, 0, 255);
}
