using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>The drawing of a microphone, struck through when muted.</summary>
internal static class MicrophoneSign
{
    private const float Unit = 24; // the drawing's own square

    /// <summary>Draws the sign into a square.</summary>
    internal static void Draw(SKCanvas canvas, float x, float y, float side, SKColor color, bool struck)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(side / Unit);
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        using var stroke = new SKPaint
        {
            Color = color,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 2.4f,
            StrokeCap = SKStrokeCap.Round,
        };
        canvas.DrawRoundRect(8.5f, 1.5f, 7, 12.5f, 3.5f, 3.5f, fill);
        canvas.DrawArc(new SKRect(5, 3.5f, 19, 17.5f), 15, 150, false, stroke);
        canvas.DrawLine(12, 17.5f, 12, 21.5f, stroke);
        canvas.DrawLine(8.5f, 21.8f, 15.5f, 21.8f, stroke);
        if (struck)
        {
            canvas.DrawLine(3, 3, 21, 20, stroke);
        }

        canvas.Restore();
    }
}
