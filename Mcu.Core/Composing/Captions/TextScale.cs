namespace Mcu.Core.Composing.Captions;

/// <summary>
/// Sizes of texts in pixels per em. They follow the pane, within bounds that follow the canvas: what can be read from
/// across a room depends on the screen's height, not on the tile's.
/// </summary>
internal static class TextScale
{
    internal static float Caption(CanvasSize canvas, PaneRectangle pane) =>
        Math.Clamp(pane.Height * 0.09f, canvas.Height * 0.0225f, canvas.Height * 0.036f);

    internal static float CardTitle(CanvasSize canvas, PaneRectangle pane) =>
        Math.Clamp(pane.Height * 0.13f, canvas.Height * 0.0265f, canvas.Height * 0.075f);

    internal static float Clock(CanvasSize canvas) => canvas.Height * 0.025f;

    internal static float Banner(CanvasSize canvas) => canvas.Height * 0.031f;

    /// <summary>The distance of captions and the clock from the edge; even.</summary>
    internal static int Margin(CanvasSize canvas) => 2 * (int)Math.Round(canvas.Height * 0.008f / 2 + 0.5f);

    /// <summary>The width of the speaker's frame; even.</summary>
    internal static int Frame(CanvasSize canvas) => Math.Max(2, 2 * (int)Math.Round(canvas.Height / 360.0));
}
