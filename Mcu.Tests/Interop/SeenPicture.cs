using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>A picture, asked for what it shows where.</summary>
internal sealed class SeenPicture : IDisposable
{
    private readonly SKBitmap bitmap;

    public SeenPicture(byte[] png) => bitmap = SKBitmap.Decode(png) ?? throw new ArgumentException("not a picture", nameof(png));

    public int Width => bitmap.Width;

    public int Height => bitmap.Height;

    /// <summary>How many of the picture's 16x16 fields have nearly this color.</summary>
    public int FieldsOf(SKColor color)
    {
        int count = 0;
        for (int y = 8; y < bitmap.Height; y += 16)
        {
            for (int x = 8; x < bitmap.Width; x += 16)
            {
                SKColor at = bitmap.GetPixel(x, y);
                count += Math.Abs(at.Red - color.Red) + Math.Abs(at.Green - color.Green) + Math.Abs(at.Blue - color.Blue) < 120 ? 1 : 0;
            }
        }

        return count;
    }

    public void Dispose() => bitmap.Dispose();
}
