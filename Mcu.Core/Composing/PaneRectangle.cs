namespace Mcu.Core.Composing;

/// <summary>
/// A rectangle of a canvas in luma samples, from the top left. Panes have four even numbers, so that their chroma
/// samples are theirs alone.
/// </summary>
public readonly record struct PaneRectangle(int X, int Y, int Width, int Height)
{
    /// <summary>The first column right of it.</summary>
    public int Right => X + Width;

    /// <summary>The first row below it.</summary>
    public int Bottom => Y + Height;

    /// <summary>Whether two rectangles share a sample.</summary>
    public bool Intersects(PaneRectangle other) =>
        X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>Whether the other rectangle is wholly inside.</summary>
    public bool Contains(PaneRectangle other) =>
        X <= other.X && Y <= other.Y && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>The rectangle made smaller on all four sides.</summary>
    public PaneRectangle Inset(int by) => new(X + by, Y + by, Width - by - by, Height - by - by);
}
