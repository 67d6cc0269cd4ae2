using Mcu.Core.Composing;

namespace Mcu.Tests.Composing;

/// <summary>What holds for every layout, canvas and number of sites.</summary>
public sealed class LayoutPlannerPropertyTests
{
    private static readonly CanvasSize[] Canvases = [new(640, 360), new(1280, 720), new(1920, 1080), new(704, 576), new(854, 480)];

    private static readonly LayoutSpec[] Specs =
    [
        new LayoutSpec.Auto(),
        new LayoutSpec.Grid(1, 2),
        new LayoutSpec.Grid(3, 3),
        new LayoutSpec.Grid(4, 2),
        new LayoutSpec.Grid(10, 10),
        new LayoutSpec.OnePlusN(5),
        new LayoutSpec.OnePlusN(7),
        new LayoutSpec.OnePlusN(9),
        new LayoutSpec.OnePlusN(12),
        new LayoutSpec.Lecture(),
        new LayoutSpec.Single(),
        new LayoutSpec.Panes(["s1", "s0", "absent", "s4", "s5"]),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from spec in Specs
        from canvas in Canvases
        select new TestCaseData(spec, canvas);

    [TestCaseSource(nameof(Cases))]
    public void Plan_AnyNumberOfSites_PanesAreEvenApartAndInside(LayoutSpec spec, CanvasSize canvas)
    {
        var whole = new PaneRectangle(0, 0, canvas.Width, canvas.Height);
        foreach (LayoutPlan plan in Plans(spec, canvas))
        {
            PaneRectangle[] places = [.. plan.Panes.Select(pane => pane.Rectangle)];
            Assert.That(places, Is.Not.Empty);
            Assert.That(places, Has.All.Matches<PaneRectangle>(place => whole.Contains(place) && place is { Width: > 0, Height: > 0 }));
            Assert.That(places, Has.All.Matches<PaneRectangle>(place => ((place.X | place.Y | place.Width | place.Height) & 1) == 0));
            Assert.That(places.Where((place, at) => places.Skip(at + 1).Any(place.Intersects)), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Plan_AnyNumberOfSites_NobodyIsSeenTwice(LayoutSpec spec, CanvasSize canvas)
    {
        foreach (LayoutPlan plan in Plans(spec, canvas))
        {
            Assert.That(plan.Panes.Select(pane => pane.SiteId).OfType<string>(), Is.Unique);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Plan_AllPages_EverybodyIsSeen(LayoutSpec spec, CanvasSize canvas)
    {
        if (spec is LayoutSpec.Single or LayoutSpec.Lecture or LayoutSpec.Panes)
        {
            Assert.Pass("These show a choice.");
        }

        LayoutInput input = LayoutInputs.Of(40) with { ActiveSpeaker = "s30", FloorHolder = "s7" };
        int pages = LayoutPlanner.Plan(spec, canvas, input).PageCount;
        IEnumerable<string?> seen = Enumerable.Range(0, pages)
            .SelectMany(page => LayoutPlanner.Plan(spec, canvas, input with { PatrolPage = page }).Panes)
            .Select(pane => pane.SiteId);
        Assert.That(input.Sites.Select(site => site.Id), Is.SubsetOf(seen));
    }

    [TestCaseSource(nameof(Cases))]
    public void Plan_OneComesOrGoes_OthersStayWherePlacesStay(LayoutSpec spec, CanvasSize canvas)
    {
        var random = new Random(17);
        LayoutPlan? before = null;
        for (int step = 0; step < 60; step++)
        {
            LayoutSite[] sites = [.. LayoutInputs.Of(9).Sites.Select(site => site with { Connected = random.Next(4) > 0 })];
            LayoutPlan plan = LayoutPlanner.Plan(spec, canvas, new LayoutInput { Sites = sites }, before);
            if (before is not null && SamePlaces(before, plan) && spec is not LayoutSpec.Single and not LayoutSpec.Lecture)
            {
                AssertSmallStay(before, plan, sites);
            }

            before = plan;
        }

        Assert.That(before, Is.Not.Null);
    }

    private static void AssertSmallStay(LayoutPlan before, LayoutPlan after, LayoutSite[] sites)
    {
        int capacity = before.Panes.Count(pane => pane.Kind == PaneKind.Small);
        if (sites.Count(site => site.Connected) > capacity)
        {
            return; // who is on the page may change
        }

        foreach ((Pane was, Pane isNow) in before.Panes.Zip(after.Panes))
        {
            bool here = sites.Any(site => site.Connected && site.Id == was.SiteId);
            bool stays = here && was.Kind == PaneKind.Small && was.SiteId != after.MainSite;
            Assert.That(isNow.SiteId == was.SiteId || !stays, Is.True, $"{was.SiteId} lost its pane to {isNow.SiteId}");
        }
    }

    private static bool SamePlaces(LayoutPlan a, LayoutPlan b) =>
        a.Panes.Select(pane => pane.Rectangle).SequenceEqual(b.Panes.Select(pane => pane.Rectangle));

    private static IEnumerable<LayoutPlan> Plans(LayoutSpec spec, CanvasSize canvas) =>
        from count in Enumerable.Range(0, 28)
        from view in Enum.GetValues<LayoutViewKind>()
        select LayoutPlanner.Plan(spec, canvas, LayoutInputs.Of(count) with { View = view, PatrolPage = count, ActiveSpeaker = "s3" });
}

/// <summary>Inputs of sites named s0, s1, ...; s0 is the chair.</summary>
internal static class LayoutInputs
{
    internal static LayoutInput Of(int count) => new()
    {
        Sites = [.. Enumerable.Range(0, count).Select(at => new LayoutSite($"s{at}", at == 0 ? SiteRole.Chair : SiteRole.Member))],
    };
}
