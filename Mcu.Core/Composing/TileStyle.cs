using Mcu.Core.Composing.Captions;

namespace Mcu.Core.Composing;

/// <summary>What all tiles of a canvas have in common.</summary>
internal sealed class TileStyle(CanvasSize canvas, CaptionRenderer captions)
{
    private readonly ColorMatrix matrix = ColorMatrix.For(canvas.Height);

    internal CanvasSize Canvas { get; } = canvas;

    internal CaptionRenderer Captions { get; } = captions;

    internal YuvColor Gap => matrix.Convert(Palette.Gap);

    internal YuvColor FreePane => matrix.Convert(Palette.FreePane);

    internal YuvColor Card => matrix.Convert(Palette.Card);

    internal YuvColor Bars => matrix.Convert(Palette.Bars);

    internal YuvColor Speaker => matrix.Convert(Palette.Speaker);
}
