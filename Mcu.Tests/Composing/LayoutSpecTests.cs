using FsCheck;
using FsCheck.Fluent;
using Mcu.Core.Composing;

namespace Mcu.Tests.Composing;

public sealed class LayoutSpecTests
{
    [TestCase("auto")]
    [TestCase("grid:1x1")]
    [TestCase("grid:3x4")]
    [TestCase("grid:10x10")]
    [TestCase("1+5")]
    [TestCase("1+7")]
    [TestCase("1+9")]
    [TestCase("1+12")]
    [TestCase("lecture")]
    [TestCase("single")]
    [TestCase("panes:khanh-hoa")]
    [TestCase("panes:khanh-hoa,Ninh.Hoa_2,điểm-3")]
    public void TryParse_CanonicalText_ComesBack(string text)
    {
        bool parsed = LayoutSpec.TryParse(text, out LayoutSpec spec, out LayoutParseError error);
        Assert.Multiple(() =>
        {
            Assert.That(parsed, Is.True);
            Assert.That(error, Is.EqualTo(LayoutParseError.None));
            Assert.That(spec.ToString(), Is.EqualTo(text));
        });
    }

    [Test]
    public void TryParse_SpacesAndCase_AreForgiven()
    {
        _ = LayoutSpec.TryParse(" Grid:2X3 ", out LayoutSpec grid, out _);
        _ = LayoutSpec.TryParse("PANES: a , b", out LayoutSpec panes, out _);
        Assert.Multiple(() =>
        {
            Assert.That(grid, Is.EqualTo(new LayoutSpec.Grid(2, 3)));
            Assert.That(panes, Is.EqualTo(new LayoutSpec.Panes(["a", "b"])));
        });
    }

    [TestCase(null, LayoutParseError.Empty)]
    [TestCase("  ", LayoutParseError.Empty)]
    [TestCase("mosaic", LayoutParseError.UnknownLayout)]
    [TestCase("auto:1", LayoutParseError.UnknownLayout)]
    [TestCase("2+5", LayoutParseError.UnknownLayout)]
    [TestCase("grid", LayoutParseError.BadGrid)]
    [TestCase("grid:3", LayoutParseError.BadGrid)]
    [TestCase("grid:0x3", LayoutParseError.BadGrid)]
    [TestCase("grid:3x11", LayoutParseError.BadGrid)]
    [TestCase("grid:+3x3", LayoutParseError.BadGrid)]
    [TestCase("grid:99999999999x1", LayoutParseError.BadGrid)]
    [TestCase("1+6", LayoutParseError.BadSmallCount)]
    [TestCase("1+", LayoutParseError.BadSmallCount)]
    [TestCase("panes", LayoutParseError.BadSiteCount)]
    [TestCase("panes:", LayoutParseError.BadSiteCount)]
    [TestCase("panes:a,,b", LayoutParseError.BadSiteId)]
    [TestCase("panes:a b", LayoutParseError.BadSiteId)]
    [TestCase("panes:a,b,a", LayoutParseError.DuplicateSite)]
    public void TryParse_BadText_SaysWhy(string? text, LayoutParseError reason)
    {
        bool parsed = LayoutSpec.TryParse(text, out LayoutSpec spec, out LayoutParseError error);
        Assert.Multiple(() =>
        {
            Assert.That(parsed, Is.False);
            Assert.That(error, Is.EqualTo(reason));
            Assert.That(spec, Is.EqualTo(new LayoutSpec.Auto()));
        });
    }

    [Test]
    public void TryParse_TooManySites_IsRefused()
    {
        string text = "panes:" + string.Join(',', Enumerable.Range(0, 26).Select(at => $"s{at}"));
        _ = LayoutSpec.TryParse(text, out _, out LayoutParseError error);
        Assert.That(error, Is.EqualTo(LayoutParseError.BadSiteCount));
    }

    [Test]
    public void TryParse_AnyText_GivesALayoutThatComesBackOrAReason() =>
        Prop.ForAll<string>(text =>
        {
            bool parsed = LayoutSpec.TryParse(text, out LayoutSpec spec, out LayoutParseError error);
            return parsed
                ? LayoutSpec.TryParse(spec.ToString(), out LayoutSpec again, out _) && again == spec
                : error != LayoutParseError.None;
        }).QuickCheckThrowOnFailure();
}
