using SkiaSharp;

namespace Mcu.Tests.Interop;

/// <summary>A picture, asked for what it shows where.</summary>
internal sealed class SeenPicture : IDisposable
{
    private readonly SKBitmap bitmap;

    public SeenPicture(byte[] png) => bitmap = SKBitmap.Decode(png) ?? throw new ArgumentException("not a picture", nameof(png));

    /// <summary>
    /// Whether a tile of a grid shows a room: its colors left and right, in the part that captions, borders and what moves
    /// leave free.
    /// </summary>
    /// <param name="content">What the room sends.</param>
    /// <param name="tile">The tile's number, by rows from the top left.</param>
    /// <param name="columns">Tiles in a row, and in a column.</param>
    public bool Shows(RoomContent content, int tile, int columns) => Share(content.Left, tile, columns, 0.08) > 0.9 && Share(content.Right, tile, columns, 0.58) > 0.9;

    /// <summary>The colors in the middle of a tile's halves, for messages.</summary>
    public string Describe(int tile, int columns) => $"{At(tile, columns, 0.25, 0.5)}|{At(tile, columns, 0.75, 0.5)}";

    // Of the third of a tile's width that begins there, between three and seven tenths of its height.
    private double Share(SKColor color, int tile, int columns, double from)
    {
        const int Steps = 12;
        int count = 0;
        for (int i = 0; i < Steps * Steps; i++)
        {
            SKColor at = At(tile, columns, from + (0.34 * (i % Steps) / Steps), 0.3 + (0.4 * (i / Steps) / Steps));
            count += Math.Abs(at.Red - color.Red) + Math.Abs(at.Green - color.Green) + Math.Abs(at.Blue - color.Blue) < 120 ? 1 : 0;
        }

        return (double)count / (Steps * Steps);
    }

    private SKColor At(int tile, int columns, double x, double y) => bitmap.GetPixel(
        (int)(bitmap.Width * (tile % columns + x) / columns), (int)(bitmap.Height * (tile / columns + y) / columns));

    public void Dispose() => bitmap.Dispose();
}
