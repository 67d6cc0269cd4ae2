using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Time;

namespace Mcu.Tests.Conferences;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ViewPlannerTests
{
    private static readonly CanvasSize Small = new(320, 180);
    private readonly Conference conference = new(new ConferenceSettings("khanh-son", "1000", "Khánh Sơn", new LayoutSpec.Auto(), new PictureFormat()));
    private readonly ViewPlanner planner;

    public ViewPlannerTests() => planner = new ViewPlanner(conference, TimeSpan.FromSeconds(10));

    [Test]
    public void Mosaic_OfTheCommonView_HasItsSeatsOnTheOtherCanvas()
    {
        Join("a", "b", "c");
        planner.Plan(Instant.FromMilliseconds(0));
        conference.Apply(new ConferenceCommand.Leave("a", "hung_up"));
        Join("d");
        LayoutPlan common = planner.Plan(Instant.FromMilliseconds(1)).Common;
        LayoutPlan mosaic = planner.Mosaic(Small);
        Assert.That(mosaic.Canvas, Is.EqualTo(Small));
        Assert.That(mosaic.Panes.Select(pane => pane.SiteId), Is.EqualTo(common.Panes.Select(pane => pane.SiteId)));
    }

    [Test]
    public void Mosaic_LayoutChanged_FollowsIt()
    {
        Join("a", "b");
        conference.Apply(new ConferenceCommand.SetLayout(new LayoutSpec.Grid(2, 2)));
        planner.Plan(Instant.FromMilliseconds(0));
        Assert.That(planner.Mosaic(Small).Panes, Has.Count.EqualTo(4));
    }

    [Test]
    public void Plan_FocusedUnit_GivesItsRoomsAViewOfTheirOwn()
    {
        Join("hall", "khanh-son/a");
        Assert.That(conference.Apply(new ConferenceCommand.Focus("khanh-son/*")).IsDone, Is.True);
        ConferenceViews views = planner.Plan(Instant.FromMilliseconds(0));
        Assert.That((views.Common.MainSite, views.OwnFor, views.Own?.MainSite), Is.EqualTo(("khanh-son/*", "khanh-son/*", "hall")));
    }

    private void Join(params string[] sites)
    {
        foreach (string site in sites)
        {
            conference.Apply(new ConferenceCommand.Join(site, site));
        }
    }
}
