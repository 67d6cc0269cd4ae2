namespace Mcu.Core.Composing;

/// <summary>
/// What one view shows and where: immutable, and equal to another plan that looks the same, so that views with equal
/// plans can share a compositor and an encoder.
/// </summary>
public sealed class LayoutPlan : IEquatable<LayoutPlan>
{
    private readonly Pane[] panes;

    /// <summary>Makes a plan from panes that do not overlap.</summary>
    public LayoutPlan(CanvasSize canvas, IEnumerable<Pane> panes, int pageCount)
    {
        Canvas = canvas;
        this.panes = [.. panes];
        PageCount = pageCount;
    }

    /// <summary>The canvas that it was made for.</summary>
    public CanvasSize Canvas { get; }

    /// <summary>The panes; a main pane comes first.</summary>
    public IReadOnlyList<Pane> Panes => panes;

    /// <summary>How many pages a <see cref="Patrol"/> goes through; 1 when everybody is seen.</summary>
    public int PageCount { get; }

    /// <summary>The site in the main pane; null when there is none.</summary>
    public string? MainSite => panes is [{ Kind: PaneKind.Main }, ..] ? panes[0].SiteId : null;

    /// <summary>Which pane shows a site; -1 when none does.</summary>
    public int IndexOf(string siteId) => Array.FindIndex(panes, pane => string.Equals(pane.SiteId, siteId, StringComparison.Ordinal));

    /// <inheritdoc/>
    public bool Equals(LayoutPlan? other) =>
        other is not null && Canvas == other.Canvas && PageCount == other.PageCount && panes.AsSpan().SequenceEqual(other.panes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LayoutPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => panes.Aggregate(Canvas.GetHashCode(), HashCode.Combine);
}
