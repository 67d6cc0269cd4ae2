using SkiaSharp;

namespace Mcu.Tests.Harness;

/// <summary>A picture, asked for what it shows.</summary>
internal sealed class SeenPicture : IDisposable
{
    private const int Field = 16; // pixels
    private const int Tolerance = 120; // sum over three channels: two encoders and BT.601 lie between
    private readonly SKBitmap bitmap;

    /// <summary>Decodes a PNG.</summary>
    public SeenPicture(byte[] png) => bitmap = SKBitmap.Decode(png) ?? throw new ArgumentException("not a picture", nameof(png));

    /// <summary>Pixels.</summary>
    public int Width => bitmap.Width;

    /// <summary>Pixels.</summary>
    public int Height => bitmap.Height;

    /// <summary>The share of the picture that has nearly this color, 0 to 1.</summary>
    public double ShareOf(SKColor color)
    {
        int count = 0;
        int all = 0;
        for (int y = Field / 2; y < bitmap.Height; y += Field)
        {
            for (int x = Field / 2; x < bitmap.Width; x += Field)
            {
                SKColor at = bitmap.GetPixel(x, y);
                int distance = Math.Abs(at.Red - color.Red) + Math.Abs(at.Green - color.Green) + Math.Abs(at.Blue - color.Blue);
                count += distance < Tolerance ? 1 : 0;
                all++;
            }
        }

        return (double)count / all;
    }

    /// <inheritdoc/>
    public void Dispose() => bitmap.Dispose();
}
