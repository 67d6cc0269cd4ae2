using Mcu.Core.Composing;

namespace Mcu.Tests.Composing;

public sealed class ContentPictureTests
{
    private static readonly CanvasSize Hd = new(1280, 720);

    [TestCase("son-binh")]
    [TestCase("khanh-son/son-binh")]
    public void SiteOf_KeyOfASite_IsTheSite(string site) => Assert.That(ContentPicture.SiteOf(ContentPicture.KeyOf(site)), Is.EqualTo(site));

    [TestCase("son-binh")]
    [TestCase("khanh-son/*")]
    [TestCase(":slides")]
    [TestCase(null)]
    public void SiteOf_OtherPictures_IsNone(string? key) => Assert.That(ContentPicture.SiteOf(key), Is.Null);

    [Test]
    public void PlanContent_FewSites_AreSmallBesideTheSlides()
    {
        LayoutPlan plan = LayoutPlanner.PlanContent("a:slides", Hd, LayoutInputs.Of(3));
        Assert.That((plan.MainSite, plan.Panes[0].Rectangle.Width, plan.Panes[0].Rectangle.Height), Is.EqualTo(("a:slides", 956, 536)));
        Assert.That(plan.Panes.Skip(1).Count(pane => pane.SiteId is not null), Is.EqualTo(3));
        Assert.That(plan.PageCount, Is.EqualTo(1));
    }

    [Test]
    public void PlanContent_ManySites_TakeTurnsAndKeepTheirSeats()
    {
        LayoutInput input = LayoutInputs.Of(20);
        LayoutPlan first = LayoutPlanner.PlanContent("a:slides", Hd, input);
        Assert.That(first.PageCount, Is.GreaterThan(1));
        Assert.That(LayoutPlanner.PlanContent("b:slides", Hd, input, first).Panes.Skip(1), Is.EqualTo(first.Panes.Skip(1)));
    }

    [Test]
    public void PlanContent_BelowAnotherNode_HasTheProgramBesideTheSlides()
    {
        LayoutPlan plan = LayoutPlanner.PlanContent("^slides", Hd, "^program");
        Assert.That(plan.Panes.Select(pane => pane.SiteId), Is.EqualTo(new[] { "^slides", "^program" }));
        Assert.That(plan.Panes[0].Rectangle.Intersects(plan.Panes[1].Rectangle), Is.False);
    }
}
