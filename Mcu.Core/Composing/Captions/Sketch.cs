using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>A transparent bitmap to draw an <see cref="Overlay"/> on.</summary>
internal sealed class Sketch : IDisposable
{
    private readonly SKBitmap bitmap;

    /// <summary>A bitmap of at least the size given; its sides are even.</summary>
    internal Sketch(float width, float height)
    {
        bitmap = new SKBitmap(EvenUp(width), EvenUp(height), SKColorType.Rgba8888, SKAlphaType.Premul);
        Canvas = new SKCanvas(bitmap);
        Canvas.Clear(SKColors.Transparent);
    }

    internal SKCanvas Canvas { get; }

    internal int Width => bitmap.Width;

    internal int Height => bitmap.Height;

    /// <inheritdoc/>
    public void Dispose()
    {
        Canvas.Dispose();
        bitmap.Dispose();
    }

    internal static int EvenUp(float length) => Math.Max(2, 2 * (int)Math.Ceiling(length / 2));

    /// <summary>Fills the whole bitmap with a rounded rectangle.</summary>
    internal void Ground(SKColor color, float radius)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        Canvas.DrawRoundRect(0, 0, Width, Height, radius, radius, paint);
    }

    internal Overlay ToOverlay(ColorMatrix matrix) => Overlay.From(bitmap, matrix);
}
