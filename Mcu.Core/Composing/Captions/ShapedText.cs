using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>One line of text as glyphs with places.</summary>
/// <param name="Face">The font.</param>
/// <param name="Glyphs">Glyph ids of the font.</param>
/// <param name="Points">Where each glyph's origin is, relative to the line's start on the baseline; pixels.</param>
/// <param name="Size">Pixels per em.</param>
/// <param name="Width">The line's advance in pixels.</param>
internal sealed record ShapedText(TextFace Face, ushort[] Glyphs, SKPoint[] Points, float Size, float Width)
{
    /// <summary>Draws the line with its baseline at <paramref name="y"/>.</summary>
    internal void Draw(SKCanvas canvas, float x, float y, SKColor color)
    {
        if (Glyphs.Length == 0)
        {
            return;
        }

        using SKFont font = Face.AtSize(Size);
        using var builder = new SKTextBlobBuilder();
        builder.AddPositionedRun(Glyphs, font, Points);
        using SKTextBlob blob = builder.Build()!;
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(blob, x, y, paint);
    }
}
