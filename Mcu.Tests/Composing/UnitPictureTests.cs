using Mcu.Core.Composing;

namespace Mcu.Tests.Composing;

public sealed class UnitPictureTests
{
    private static readonly CanvasSize Hd = new(1280, 720);
    private static readonly LayoutInput Input = new()
    {
        Sites = [new LayoutSite("hall"), new LayoutSite("khanh-son/a"), new LayoutSite("khanh-son/to-hap/b")],
        PreviousSpeaker = "khanh-son/a",
    };

    [TestCase("khanh-son/*", "khanh-son")]
    [TestCase("khanh-son/to-hap/*", "khanh-son/to-hap")]
    [TestCase("*", "")]
    [TestCase("/*", null)]
    [TestCase("khanh-son", null)]
    [TestCase(null, null)]
    public void UnitOf_Key_IsTheUnit(string? key, string? unit) => Assert.That(UnitPicture.UnitOf(key), Is.EqualTo(unit));

    [TestCase("khanh-son", "khanh-son/*")]
    [TestCase("", "*")]
    public void KeyOf_Unit_IsReadBack(string unit, string key) =>
        Assert.That((UnitPicture.KeyOf(unit), UnitPicture.UnitOf(key)), Is.EqualTo((key, unit)));

    [TestCase("khanh-son/*", "khanh-son/a", true)]
    [TestCase("khanh-son/*", "khanh-son/to-hap/b", true)]
    [TestCase("khanh-son/*", "khanh-son-2/a", false)]
    [TestCase("khanh-son/*", "hall", false)]
    [TestCase("*", "hall", true)]
    [TestCase("hall", "hall", false)]
    public void Shows_Site_IsOfTheUnit(string key, string site, bool shows) => Assert.That(UnitPicture.Shows(key, site), Is.EqualTo(shows));

    [Test]
    public void Plan_FocusedUnit_FillsTheCanvas() =>
        Assert.That(Focused("khanh-son/*", LayoutViewKind.Common).Panes.Single(), Is.EqualTo(new Pane(new PaneRectangle(0, 0, 1280, 720), "khanh-son/*", PaneKind.Main)));

    [Test]
    public void Plan_FocusedUnitsOwnView_ShowsSomebodyElse() =>
        Assert.That(Focused("khanh-son/*", LayoutViewKind.Speaker).MainSite, Is.EqualTo("hall"));

    [Test]
    public void Plan_FocusedUnitWithoutSites_KeepsItsPane() =>
        Assert.That(Focused("cam-lam/*", LayoutViewKind.Common).MainSite, Is.EqualTo("cam-lam/*"));

    [Test]
    public void Plan_PanesOfUnitsAndSites_HaveThePlaces() => Assert.That(
        LayoutPlanner.Plan(new LayoutSpec.Panes(["khanh-son/*", "cam-lam/*", "hall"]), Hd, Input).Panes.Select(pane => pane.SiteId),
        Is.EqualTo(new[] { "khanh-son/*", "cam-lam/*", "hall", null }));

    [Test]
    public void TryParse_PanesOfUnits_AreReadBack()
    {
        Assert.That(LayoutSpec.TryParse("panes:khanh-son/*,khanh-son/a", out LayoutSpec spec, out _), Is.True);
        Assert.That(spec, Is.EqualTo(new LayoutSpec.Panes(["khanh-son/*", "khanh-son/a"])));
    }

    private static LayoutPlan Focused(string key, LayoutViewKind view) =>
        LayoutPlanner.Plan(new LayoutSpec.Auto(), Hd, Input with { Focus = key, View = view });
}
