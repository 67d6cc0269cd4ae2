namespace Mcu.Core.Composing;

/// <summary>
/// Cuts a canvas into cells that all have the canvas's own aspect ratio: a block of cells is one square grid's part,
/// centered. Every pane is its cell less a thin margin, the gap between tiles.
/// </summary>
internal static class PaneGeometry
{
    /// <summary>Equal panes, row by row from the top left.</summary>
    internal static PaneRectangle[] Grid(CanvasSize canvas, int rows, int columns)
    {
        int side = Math.Max(rows, columns);
        var panes = new PaneRectangle[rows * columns];
        for (int at = 0; at < panes.Length; at++)
        {
            double x = (at % columns) + ((side - columns) / 2.0);
            double y = (at / columns) + ((side - rows) / 2.0);
            panes[at] = Cells(canvas, side, x, y, 1);
        }

        return panes;
    }

    /// <summary>The smallest grid for so many sites: as square as can be, never more than 5x5.</summary>
    internal static (int Rows, int Columns) GridFor(int sites)
    {
        int columns = Math.Clamp((int)Math.Ceiling(Math.Sqrt(sites)), 1, 5);
        int rows = Math.Clamp((sites + columns - 1) / columns, 1, columns);
        return (rows, columns);
    }

    /// <summary>
    /// One large pane and <paramref name="small"/> ones: 5, 7 and 9 go down its right side and along its bottom;
    /// 12 go around it.
    /// </summary>
    internal static PaneRectangle[] OnePlusN(CanvasSize canvas, int small) =>
        small == 12 ? Around(canvas) : Beside(canvas, (small + 1) / 2);

    private static PaneRectangle[] Beside(CanvasSize canvas, int side)
    {
        PaneRectangle main = Cells(canvas, side, 0, 0, side - 1);
        IEnumerable<PaneRectangle> right = Enumerable.Range(0, side).Select(y => Cells(canvas, side, side - 1, y, 1));
        IEnumerable<PaneRectangle> below = Enumerable.Range(0, side - 1).Select(x => Cells(canvas, side, x, side - 1, 1));
        return [main, .. right, .. below];
    }

    private static PaneRectangle[] Around(CanvasSize canvas)
    {
        PaneRectangle main = Cells(canvas, 4, 1, 1, 2);
        return [main, .. Grid(canvas, 4, 4).Where(cell => !main.Intersects(cell))];
    }

    private static PaneRectangle Cells(CanvasSize canvas, int side, double x, double y, int size)
    {
        int left = Even(canvas.Width * x / side);
        int top = Even(canvas.Height * y / side);
        int right = Even(canvas.Width * (x + size) / side);
        int bottom = Even(canvas.Height * (y + size) / side);
        var cell = new PaneRectangle(left, top, right - left, bottom - top);
        return side == 1 ? cell : cell.Inset(Margin(canvas));
    }

    // Half of the gap: 2 samples at 720p, 4 at 1080p.
    private static int Margin(CanvasSize canvas) => Math.Max(2, Even(canvas.Height / 360.0));

    private static int Even(double at) => 2 * (int)Math.Round(at / 2, MidpointRounding.AwayFromZero);
}
