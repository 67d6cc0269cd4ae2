using Mcu.Core.Composing;

namespace Mcu.Tests.Composing;

public sealed class LayoutPlannerTests
{
    private static readonly CanvasSize Hd = new(1280, 720);
    private static readonly LayoutSpec Auto = new LayoutSpec.Auto();
    private static readonly LayoutSpec Single = new LayoutSpec.Single();
    private static readonly LayoutSpec Lecture = new LayoutSpec.Lecture();

    [TestCase(0, 1)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(5, 6)]
    [TestCase(9, 9)]
    [TestCase(10, 12)]
    [TestCase(16, 16)]
    [TestCase(17, 20)]
    [TestCase(25, 25)]
    [TestCase(40, 25)]
    public void Plan_Auto_TakesTheSmallestGrid(int sites, int panes) =>
        Assert.That(LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(sites)).Panes, Has.Count.EqualTo(panes));

    [Test]
    public void Plan_AutoOneSite_FillsTheCanvas() =>
        Assert.That(LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(1)).Panes[0].Rectangle, Is.EqualTo(new PaneRectangle(0, 0, 1280, 720)));

    [Test]
    public void Plan_FourByFourAt720p_PanesAreHalfA360pPictureLessTheGap()
    {
        LayoutPlan plan = LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(16));
        Assert.That(plan.Panes.Select(pane => (pane.Rectangle.Width, pane.Rectangle.Height)), Has.All.EqualTo((316, 176)));
    }

    [Test]
    public void Plan_TwoRowsOfThree_AreCenteredAndKeepTheCanvasShape()
    {
        PaneRectangle[] places = [.. LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(6)).Panes.Select(pane => pane.Rectangle)];
        Assert.Multiple(() =>
        {
            Assert.That(places[0].Y, Is.EqualTo(720 - places[^1].Bottom));
            Assert.That((double)places[0].Width / places[0].Height, Is.EqualTo(16.0 / 9).Within(0.03));
        });
    }

    [Test]
    public void Plan_Watcher_HasNoPane()
    {
        LayoutInput input = LayoutInputs.Of(2);
        input = input with { Sites = [.. input.Sites, new LayoutSite("w", SiteRole.Watcher)] };
        Assert.That(LayoutPlanner.Plan(Auto, Hd, input).IndexOf("w"), Is.EqualTo(-1));
    }

    [Test]
    public void Plan_SiteLeavesAndAnotherComes_TheFreePaneIsTaken()
    {
        LayoutPlan full = LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(4));
        LayoutInput without = LayoutInputs.Of(4);
        without = without with { Sites = [.. without.Sites.Where(site => site.Id != "s1")] };
        LayoutPlan three = LayoutPlanner.Plan(Auto, Hd, without, full);
        LayoutPlan four = LayoutPlanner.Plan(Auto, Hd, without with { Sites = [.. without.Sites, new LayoutSite("new")] }, three);
        Assert.Multiple(() =>
        {
            Assert.That(three.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s0", null, "s2", "s3" }));
            Assert.That(four.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s0", "new", "s2", "s3" }));
        });
    }

    [Test]
    public void Plan_OnePlusNewSpeaker_SwapsTwoPanesOnly()
    {
        var spec = new LayoutSpec.OnePlusN(5);
        LayoutPlan before = LayoutPlanner.Plan(spec, Hd, LayoutInputs.Of(6) with { ActiveSpeaker = "s1" });
        LayoutPlan after = LayoutPlanner.Plan(spec, Hd, LayoutInputs.Of(6) with { ActiveSpeaker = "s4" }, before);
        Assert.Multiple(() =>
        {
            Assert.That(before.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s1", "s0", "s2", "s3", "s4", "s5" }));
            Assert.That(after.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s4", "s0", "s2", "s3", "s1", "s5" }));
        });
    }

    [Test]
    public void Plan_OnePlusNFloorGiven_OverridesTheSpeaker()
    {
        LayoutInput input = LayoutInputs.Of(6) with { ActiveSpeaker = "s1", FloorHolder = "s2" };
        Assert.That(LayoutPlanner.Plan(new LayoutSpec.OnePlusN(7), Hd, input).MainSite, Is.EqualTo("s2"));
    }

    [Test]
    public void Plan_SpeakerOffThePage_IsPromotedInAndNobodyElseMoves()
    {
        var spec = new LayoutSpec.Grid(2, 2);
        LayoutPlan quiet = LayoutPlanner.Plan(spec, Hd, LayoutInputs.Of(9));
        LayoutPlan spoken = LayoutPlanner.Plan(spec, Hd, LayoutInputs.Of(9) with { ActiveSpeaker = "s7" }, quiet);
        Assert.Multiple(() =>
        {
            Assert.That(quiet.PageCount, Is.EqualTo(3));
            Assert.That(spoken.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s0", "s1", "s2", "s7" }));
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void Plan_AnyPatrolPage_IsFullAndHasTheChair(int page)
    {
        LayoutPlan plan = LayoutPlanner.Plan(new LayoutSpec.Grid(2, 2), Hd, LayoutInputs.Of(9) with { PatrolPage = page });
        Assert.That(plan.Panes.Select(pane => pane.SiteId), Has.None.Null.And.Contains("s0"));
    }

    [Test]
    public void Plan_Single_SpeakerSeesThePreviousSpeaker()
    {
        LayoutInput input = LayoutInputs.Of(5) with { ActiveSpeaker = "s3", PreviousSpeaker = "s2" };
        Assert.Multiple(() =>
        {
            Assert.That(LayoutPlanner.Plan(Single, Hd, input).MainSite, Is.EqualTo("s3"));
            Assert.That(LayoutPlanner.SiteWithOwnView(Single, input), Is.EqualTo("s3"));
            Assert.That(LayoutPlanner.Plan(Single, Hd, input with { View = LayoutViewKind.Speaker }).MainSite, Is.EqualTo("s2"));
        });
    }

    [Test]
    public void Plan_SingleNobodySpokeBefore_SpeakerSeesTheChair()
    {
        LayoutInput input = LayoutInputs.Of(5) with { ActiveSpeaker = "s3", View = LayoutViewKind.Speaker };
        Assert.That(LayoutPlanner.Plan(Single, Hd, input).MainSite, Is.EqualTo("s0"));
    }

    [Test]
    public void Plan_SingleSpeakerWithoutPicture_KeepsTheLastPictureUp()
    {
        LayoutInput input = LayoutInputs.Of(3);
        input = input with
        {
            Sites = [.. input.Sites, new LayoutSite("phone", HasVideo: false)],
            ActiveSpeaker = "phone",
            PreviousSpeaker = "s2",
        };
        Assert.That(LayoutPlanner.Plan(Single, Hd, input).MainSite, Is.EqualTo("s2"));
    }

    [Test]
    public void Plan_Focus_IsFullScreenInEveryLayout()
    {
        foreach (LayoutSpec spec in new[] { Auto, Single, Lecture, new LayoutSpec.OnePlusN(5) })
        {
            LayoutPlan plan = LayoutPlanner.Plan(spec, Hd, LayoutInputs.Of(5) with { Focus = "s4" });
            Assert.That(plan.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s4" }));
        }
    }

    [Test]
    public void Plan_FocusedSiteGone_FallsBackToTheLayout() =>
        Assert.That(LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(4) with { Focus = "gone" }).Panes, Has.Count.EqualTo(4));

    [Test]
    public void Plan_Lecture_MembersSeeTheChairAndTheChairAPatrol()
    {
        LayoutInput input = LayoutInputs.Of(17);
        LayoutPlan members = LayoutPlanner.Plan(Lecture, Hd, input);
        LayoutPlan chair = LayoutPlanner.Plan(Lecture, Hd, input with { View = LayoutViewKind.Chair });
        Assert.Multiple(() =>
        {
            Assert.That(members.MainSite, Is.EqualTo("s0"));
            Assert.That(chair.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "s1", "s2", "s3", "s4" }));
            Assert.That(chair.PageCount, Is.EqualTo(4));
            Assert.That(LayoutPlanner.SiteWithOwnView(Lecture, input), Is.EqualTo("s0"));
        });
    }

    [Test]
    public void Plan_LectureWithoutChair_ShowsTheSpeaker()
    {
        LayoutInput input = new() { Sites = [new("a"), new("b")], ActiveSpeaker = "b" };
        Assert.That(LayoutPlanner.Plan(Lecture, Hd, input).MainSite, Is.EqualTo("b"));
    }

    [Test]
    public void Plan_Panes_BindsSitesBeforeTheyConnect()
    {
        var spec = new LayoutSpec.Panes(["later", "s1", "w"]);
        LayoutInput input = LayoutInputs.Of(3);
        input = input with { Sites = [.. input.Sites, new LayoutSite("w", SiteRole.Watcher)] };
        Assert.That(
            LayoutPlanner.Plan(spec, Hd, input).Panes.Select(pane => pane.SiteId),
            Is.EqualTo(new[] { "later", "s1", null, null }));
    }

    [Test]
    public void Plan_SameArguments_EqualPlans()
    {
        LayoutPlan a = LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(7));
        LayoutPlan b = LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(7));
        Assert.Multiple(() =>
        {
            Assert.That(a, Is.EqualTo(b));
            Assert.That(a.GetHashCode(), Is.EqualTo(b.GetHashCode()));
            Assert.That(a, Is.Not.EqualTo(LayoutPlanner.Plan(Auto, Hd, LayoutInputs.Of(8))));
        });
    }

    [TestCase(1281, 720)]
    [TestCase(1280, 62)]
    [TestCase(4098, 720)]
    public void CanvasSize_OddOrOutOfBounds_Throws(int width, int height) =>
        Assert.That(() => new CanvasSize(width, height), Throws.TypeOf<ArgumentOutOfRangeException>());
}
