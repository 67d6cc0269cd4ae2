using Mcu.Core.Codecs;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Core.Composing;

/// <summary>A frame inside the edges of a rectangle, which can be lifted off the canvas again.</summary>
internal sealed class FrameLayer
{
    private readonly PaneRectangle[] sides;
    private readonly Backing[] beneath = [new(), new(), new(), new()];
    private readonly YuvColor color;
    private bool drawn;

    internal FrameLayer(PaneRectangle outer, int thickness, YuvColor color)
    {
        this.color = color;
        PaneRectangle inner = outer.Inset(thickness);
        sides =
        [
            new(outer.X, outer.Y, outer.Width, thickness),
            new(outer.X, inner.Bottom, outer.Width, thickness),
            new(outer.X, inner.Y, thickness, inner.Height),
            new(inner.Right, inner.Y, thickness, inner.Height),
        ];
    }

    internal void Draw(in PictureView canvas)
    {
        if (drawn)
        {
            return;
        }

        for (int side = 0; side < sides.Length; side++)
        {
            beneath[side].Save(canvas, sides[side]);
            canvas.Crop(sides[side]).Fill(color);
        }

        drawn = true;
    }

    internal void Lift(in PictureView canvas)
    {
        if (!drawn)
        {
            return;
        }

        for (int side = 0; side < sides.Length; side++)
        {
            beneath[side].Restore(canvas, sides[side]);
        }

        drawn = false;
    }

    /// <summary>Says that the canvas beneath was painted anew, and the frame with it.</summary>
    internal void Forget() => drawn = false;
}
