using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>Draws the caption of a live tile, the card of one without a picture, the clock and the banner.</summary>
internal sealed class CaptionSketches(TextFace regular, TextFace bold)
{
    private const float CapHeight = 0.714f; // of Open Sans, in em: what is centered is the capital letters

    /// <summary>A name on a rounded ground, with a microphone when muted or holding the floor.</summary>
    internal Overlay Caption(in SiteLook look, float size, int maxWidth, ColorMatrix matrix)
    {
        float padding = size * 0.55f;
        float sign = look.Muted || look.HasFloor ? size * 1.05f : 0;
        float gap = sign > 0 ? size * 0.35f : 0;
        ShapedText text = Typesetter.Line(bold, look.Title, size, maxWidth - (2 * padding) - sign - gap - 2);
        using var sketch = new Sketch(text.Width + (2 * padding) + sign + gap, size * 1.7f);
        sketch.Ground(look.HasFloor ? Palette.Floor : Palette.Caption, size * 0.32f);
        if (sign > 0)
        {
            SKColor color = look.HasFloor ? Palette.DarkText : Palette.Muted;
            MicrophoneSign.Draw(sketch.Canvas, padding, (sketch.Height - sign) / 2, sign, color, look.Muted);
        }

        text.Draw(sketch.Canvas, padding + sign + gap, Baseline(sketch.Height, size), look.HasFloor ? Palette.DarkText : Palette.Text);
        return sketch.ToOverlay(matrix);
    }

    /// <summary>A name, large, over what is the matter; transparent elsewhere.</summary>
    internal Overlay Card(in SiteLook look, string note, float size, int maxWidth, int maxHeight, ColorMatrix matrix)
    {
        float noteSize = size * 0.62f;
        float leading = size * 1.32f;
        bool two = (2 * leading) + (noteSize * 1.9f) <= maxHeight;
        ShapedText[] lines = two
            ? Typesetter.Lines(bold, look.Title, size, maxWidth)
            : [Typesetter.Line(bold, look.Title, size, maxWidth)];
        ShapedText below = Typesetter.Line(regular, note, noteSize, maxWidth - (2 * noteSize));
        float sign = noteSize * (look.Muted || look.HasFloor ? 1.5f : 0.9f);
        float noteWidth = sign + below.Width;
        float width = Math.Max(noteWidth, lines.Max(line => line.Width)) + 2;
        using var sketch = new Sketch(width, (lines.Length * leading) + (noteSize * 1.9f));
        for (int at = 0; at < lines.Length; at++)
        {
            SKColor color = look.HasFloor ? Palette.Floor : Palette.Text;
            lines[at].Draw(sketch.Canvas, (sketch.Width - lines[at].Width) / 2, (at * leading) + (size * 1.05f), color);
        }

        float left = (sketch.Width - noteWidth) / 2;
        float baseline = sketch.Height - (noteSize * 0.5f);
        DrawNoteSign(sketch.Canvas, look, left, baseline, noteSize);
        below.Draw(sketch.Canvas, left + sign, baseline, Palette.SubtleText);
        return sketch.ToOverlay(matrix);
    }

    /// <summary>One quiet line; transparent elsewhere.</summary>
    internal Overlay Note(string text, float size, int maxWidth, ColorMatrix matrix)
    {
        ShapedText line = Typesetter.Line(regular, text, size, maxWidth);
        using var sketch = new Sketch(line.Width + 2, size * 1.6f);
        line.Draw(sketch.Canvas, 1, Baseline(sketch.Height, size), Palette.SubtleText);
        return sketch.ToOverlay(matrix);
    }

    /// <summary>The time of day; as wide for every time, since the digits are.</summary>
    internal Overlay Clock(string time, float size, ColorMatrix matrix)
    {
        ShapedText text = bold.Shape(time, size);
        float padding = size * 0.5f;
        using var sketch = new Sketch(text.Width + (2 * padding), size * 1.6f);
        sketch.Ground(Palette.Caption, size * 0.32f);
        text.Draw(sketch.Canvas, padding, Baseline(sketch.Height, size), Palette.Text);
        return sketch.ToOverlay(matrix);
    }

    /// <summary>A message across the picture.</summary>
    internal Overlay Banner(string message, float size, int width, ColorMatrix matrix)
    {
        ShapedText text = Typesetter.Line(bold, message, size, width * 0.74f); // the clock stands at its right
        using var sketch = new Sketch(width, size * 1.9f);
        sketch.Ground(Palette.Banner, 0);
        text.Draw(sketch.Canvas, (width - text.Width) / 2, Baseline(sketch.Height, size), Palette.Text);
        return sketch.ToOverlay(matrix);
    }

    private static float Baseline(float height, float size) => (height + (CapHeight * size)) / 2;

    private static void DrawNoteSign(SKCanvas canvas, in SiteLook look, float x, float baseline, float size)
    {
        if (look.Muted || look.HasFloor)
        {
            SKColor color = look.Muted ? Palette.Muted : Palette.Floor;
            MicrophoneSign.Draw(canvas, x, baseline - (size * 0.85f), size * 1.05f, color, look.Muted);
            return;
        }

        SKColor dot = look.Status == PaneStatus.SignalLost ? Palette.Alarm : Palette.SubtleText;
        using var paint = new SKPaint { Color = dot, IsAntialias = true };
        canvas.DrawCircle(x + (size * 0.28f), baseline - (size * 0.27f), size * 0.2f, paint);
    }
}
