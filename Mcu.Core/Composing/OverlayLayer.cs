using Mcu.Core.Codecs;
using Mcu.Core.Composing.Captions;

namespace Mcu.Core.Composing;

/// <summary>
/// An overlay in its place on a canvas, which can be lifted off again: what is beneath is kept while it lies there, so
/// that nothing of an old caption remains when it changes.
/// </summary>
internal sealed unsafe class OverlayLayer
{
    private readonly Backing beneath = new();
    private Overlay? overlay;
    private PaneRectangle place;

    /// <summary>Whether it lies on the canvas now.</summary>
    internal bool Drawn { get; private set; }

    /// <summary>Where it lies or would lie.</summary>
    internal PaneRectangle Place => place;

    /// <summary>Changes the overlay; it must not lie on the canvas.</summary>
    internal void Set(Overlay? next, int x, int y)
    {
        if (Drawn)
        {
            throw new InvalidOperationException("The layer must be lifted before it changes.");
        }

        overlay = next;
        place = next is null ? default : new PaneRectangle(x, y, next.Width, next.Height);
    }

    internal void Draw(in PictureView canvas)
    {
        if (Drawn || overlay is null)
        {
            return;
        }

        beneath.Save(canvas, place);
        Blend(overlay, canvas, place.X, place.Y);
        Drawn = true;
    }

    internal void Lift(in PictureView canvas)
    {
        if (Drawn)
        {
            beneath.Restore(canvas, place);
            Drawn = false;
        }
    }

    /// <summary>Says that the canvas beneath was painted anew, and the overlay with it.</summary>
    internal void Forget() => Drawn = false;

    /// <summary>Blends an overlay for good; both coordinates even.</summary>
    internal static void Blend(Overlay overlay, in PictureView canvas, int x, int y)
    {
        fixed (byte* luma = overlay.Luma, chroma = overlay.Chroma)
        {
            for (int row = 0; row < overlay.Height; row++)
            {
                byte* samples = luma + (row * 2 * overlay.StrideY);
                BlendRow.Run(samples, samples + overlay.StrideY, canvas.Y + ((nint)(y + row) * canvas.StrideY) + x, overlay.Width);
            }

            for (int row = 0; row < overlay.Height / 2; row++)
            {
                byte* u = chroma + (row * 3 * overlay.StrideC);
                byte* v = u + overlay.StrideC;
                byte* rest = v + overlay.StrideC;
                nint line = (y / 2) + row;
                BlendRow.Run(u, rest, canvas.U + (line * canvas.StrideU) + (x / 2), overlay.Width / 2);
                BlendRow.Run(v, rest, canvas.V + (line * canvas.StrideV) + (x / 2), overlay.Width / 2);
            }
        }
    }
}
