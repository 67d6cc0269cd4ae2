using Mcu.Core.Codecs;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Core.Conferences.Media;

/// <summary>The canvas in the sizes that encoders need, each scaled once a picture and only when an encoder asks.</summary>
internal sealed class ScaledCanvases : IDisposable
{
    private readonly List<Scaled> sizes = [];
    private PictureView canvas;

    public void Dispose() => sizes.ForEach(size => size.Picture.Dispose());

    internal void Begin(in PictureView composed)
    {
        canvas = composed;
        foreach (Scaled size in sizes)
        {
            size.IsCurrent = false;
        }
    }

    internal PictureView Get(int width, int height)
    {
        if (width == canvas.Width && height == canvas.Height)
        {
            return canvas;
        }

        Scaled? scaled = Find(width, height);
        if (scaled is null)
        {
            scaled = new Scaled(new Picture(width, height), new PictureScaler(canvas.Width, canvas.Height, sampleAspect: 1, width, height));
            scaled.Picture.Fill(16, 128, 128); // black, where the shapes differ
            sizes.Add(scaled);
        }

        if (!scaled.IsCurrent)
        {
            scaled.Scaler.Scale(canvas, scaled.Picture.View);
            scaled.IsCurrent = true;
        }

        return scaled.Picture.View;
    }

    // A loop, not a lambda: its closure would be allocated for each picture, even where the canvas itself fits.
    private Scaled? Find(int width, int height)
    {
        foreach (Scaled size in sizes)
        {
            if (size.Picture.View.Width == width && size.Picture.View.Height == height)
            {
                return size;
            }
        }

        return null;
    }

    private sealed class Scaled(Picture picture, PictureScaler scaler)
    {
        internal Picture Picture { get; } = picture;

        internal PictureScaler Scaler { get; } = scaler;

        internal bool IsCurrent { get; set; }
    }
}
