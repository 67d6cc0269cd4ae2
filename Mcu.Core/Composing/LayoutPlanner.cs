namespace Mcu.Core.Composing;

/// <summary>Decides who is seen where. Pure: the same arguments give the same plan.</summary>
public static class LayoutPlanner
{
    /// <summary>How many members the chair of a lecture sees at once: a 2x2 grid.</summary>
    public const int LecturePatrolPanes = 4;

    private const int ContentSmallPanes = 7; // three quarters of either side are left for what is to be read

    /// <summary>
    /// Plans one view. With the view's <paramref name="previous"/> plan, sites keep their panes when others come and
    /// go, and whoever leaves the main pane takes the small pane of the one who enters it.
    /// </summary>
    public static LayoutPlan Plan(LayoutSpec spec, CanvasSize canvas, LayoutInput input, LayoutPlan? previous = null)
    {
        var cast = new LayoutCast(input);
        string? full = FullScreen(spec, cast);
        if (full is not null || spec is LayoutSpec.Single)
        {
            return PlanFull(spec, canvas, input, cast, full, previous);
        }

        return spec switch
        {
            LayoutSpec.Panes named => PlanNamed(canvas, input, named),
            LayoutSpec.OnePlusN around => PlanOnePlusN(canvas, input, cast, around, previous),
            LayoutSpec.Grid grid => PlanGrid(canvas, input, cast.Visible, cast, (grid.Rows, grid.Columns), previous),
            _ => PlanGrid(canvas, input, cast.Visible, cast, PaneGeometry.GridFor(cast.Visible.Count), previous),
        };
    }

    /// <summary>
    /// Plans the picture of rooms that have no second screen: slides large, and small the sites that must be seen, in turns with
    /// the others. Small panes keep their sites where the <paramref name="previous"/> plan had them.
    /// </summary>
    public static LayoutPlan PlanContent(string slides, CanvasSize canvas, LayoutInput input, LayoutPlan? previous = null)
    {
        var cast = new LayoutCast(input);
        PaneRectangle[] cells = PaneGeometry.OnePlusN(canvas, ContentSmallPanes);
        (IReadOnlyList<string> page, int pages) = PaneAssignment.Page(cast.Visible, ContentSmallPanes, input.PatrolPage, cast.Indispensable);
        return Around(slides, canvas, cells, page, pages, previous);
    }

    /// <summary>The same where the sites come as one picture from another node.</summary>
    public static LayoutPlan PlanContent(string slides, CanvasSize canvas, string program)
    {
        PaneRectangle[] cells = PaneGeometry.OnePlusN(canvas, ContentSmallPanes);
        return new LayoutPlan(canvas, [new Pane(cells[0], slides, PaneKind.Main), new Pane(cells[1], program, PaneKind.Small)], pageCount: 1);
    }

    /// <summary>
    /// The one site, or unit, whose view may differ from the common one, because that shows it full screen (by focus, in
    /// <c>single</c>, or as the chair of a lecture); null when all views are alike.
    /// </summary>
    public static string? SiteWithOwnView(LayoutSpec spec, LayoutInput input) => FullScreen(spec, new LayoutCast(input));

    private static string? FullScreen(LayoutSpec spec, LayoutCast cast) => spec switch
    {
        _ when cast.Focus is { } focus => focus,
        LayoutSpec.Lecture => cast.Chair ?? cast.Leading,
        LayoutSpec.Single => cast.Leading,
        _ => null,
    };

    private static LayoutPlan PlanFull(
        LayoutSpec spec, CanvasSize canvas, LayoutInput input, LayoutCast cast, string? full, LayoutPlan? previous)
    {
        bool own = full is not null && input.View switch
        {
            LayoutViewKind.Speaker => true,
            LayoutViewKind.Chair => string.Equals(full, cast.Chair, StringComparison.Ordinal),
            _ => false,
        };
        if (own && spec is LayoutSpec.Lecture && string.Equals(full, cast.Chair, StringComparison.Ordinal))
        {
            return PlanAudience(canvas, input, cast, previous);
        }

        string? shown = own ? cast.InsteadOf(full!) : full;
        return new LayoutPlan(canvas, [new Pane(PaneGeometry.Grid(canvas, 1, 1)[0], shown, PaneKind.Main)], pageCount: 1);
    }

    private static LayoutPlan PlanAudience(CanvasSize canvas, LayoutInput input, LayoutCast cast, LayoutPlan? previous)
    {
        IReadOnlyList<string> audience = cast.Audience();
        (int, int) grid = PaneGeometry.GridFor(Math.Min(audience.Count, LecturePatrolPanes));
        return PlanGrid(canvas, input, audience, cast, grid, previous);
    }

    private static LayoutPlan PlanGrid(
        CanvasSize canvas,
        LayoutInput input,
        IReadOnlyList<string> sites,
        LayoutCast cast,
        (int Rows, int Columns) grid,
        LayoutPlan? previous)
    {
        PaneRectangle[] cells = PaneGeometry.Grid(canvas, grid.Rows, grid.Columns);
        (IReadOnlyList<string> page, int pages) = PaneAssignment.Page(sites, cells.Length, input.PatrolPage, cast.Indispensable);
        string?[] seats = PaneAssignment.Seat(cells.Length, page, SmallPanes(previous));
        IEnumerable<Pane> panes = cells.Zip(seats, (cell, site) => new Pane(cell, site, PaneKind.Small));
        return new LayoutPlan(canvas, panes, pages);
    }

    private static LayoutPlan PlanOnePlusN(
        CanvasSize canvas, LayoutInput input, LayoutCast cast, LayoutSpec.OnePlusN spec, LayoutPlan? previous)
    {
        PaneRectangle[] cells = PaneGeometry.OnePlusN(canvas, spec.Small);
        string? main = cast.Leading;
        string[] others = [.. cast.Visible.Where(id => !string.Equals(id, main, StringComparison.Ordinal))];
        (IReadOnlyList<string> page, int pages) = PaneAssignment.Page(others, spec.Small, input.PatrolPage, cast.Indispensable);
        return Around(main, canvas, cells, page, pages, previous);
    }

    private static LayoutPlan Around(
        string? main, CanvasSize canvas, PaneRectangle[] cells, IReadOnlyList<string> page, int pages, LayoutPlan? previous)
    {
        string?[] seats = PaneAssignment.Seat(cells.Length - 1, page, SmallPanes(previous));
        IEnumerable<Pane> small = cells.Skip(1).Zip(seats, (cell, site) => new Pane(cell, site, PaneKind.Small));
        return new LayoutPlan(canvas, [new Pane(cells[0], main, PaneKind.Main), .. small], pages);
    }

    private static LayoutPlan PlanNamed(CanvasSize canvas, LayoutInput input, LayoutSpec.Panes spec)
    {
        string[] watchers = [.. input.Sites.Where(site => site.Role == SiteRole.Watcher).Select(site => site.Id)];
        (int rows, int columns) = PaneGeometry.GridFor(spec.Sites.Count);
        IEnumerable<Pane> panes = PaneGeometry.Grid(canvas, rows, columns).Select((cell, at) =>
        {
            string? site = at < spec.Sites.Count ? spec.Sites[at] : null;
            return new Pane(cell, watchers.Contains(site, StringComparer.Ordinal) ? null : site, PaneKind.Small);
        });
        return new LayoutPlan(canvas, panes, pageCount: 1);
    }

    private static string?[] SmallPanes(LayoutPlan? plan) =>
        plan is null ? [] : [.. plan.Panes.Where(pane => pane.Kind == PaneKind.Small).Select(pane => pane.SiteId)];
}
