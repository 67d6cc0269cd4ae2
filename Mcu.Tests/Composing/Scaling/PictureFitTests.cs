using Mcu.Core.Composing;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Tests.Composing.Scaling;

public sealed class PictureFitTests
{
    [Test]
    public void Of_TwiceThePaneAndItsGap_IsCutToExactlyTwice()
    {
        PictureFit fit = PictureFit.Of(640, 360, 1, 316, 176);
        Assert.Multiple(() =>
        {
            Assert.That(fit.Source, Is.EqualTo(new PaneRectangle(4, 4, 632, 352)));
            Assert.That(fit.Target, Is.EqualTo(new PaneRectangle(0, 0, 316, 176)));
        });
    }

    [Test]
    public void Of_SameShape_FillsThePane() =>
        Assert.That(PictureFit.Of(640, 360, 1, 1280, 720).Target, Is.EqualTo(new PaneRectangle(0, 0, 1280, 720)));

    [Test]
    public void Of_FourToThree_HasBarsAtTheSides()
    {
        PictureFit fit = PictureFit.Of(640, 480, 1, 1280, 720);
        Assert.Multiple(() =>
        {
            Assert.That(fit.Source, Is.EqualTo(new PaneRectangle(0, 0, 640, 480)));
            Assert.That(fit.Target, Is.EqualTo(new PaneRectangle(160, 0, 960, 720)));
        });
    }

    [Test]
    public void Of_4CifWithItsSampleAspect_IsFourToThree() =>
        Assert.That(PictureFit.Of(704, 576, 12.0 / 11, 1280, 720).Target, Is.EqualTo(new PaneRectangle(160, 0, 960, 720)));

    [Test]
    public void Of_Portrait_KeepsItsShape()
    {
        PaneRectangle target = PictureFit.Of(360, 640, 1, 426, 240).Target;
        Assert.That((double)target.Width / target.Height, Is.EqualTo(360.0 / 640).Within(0.01));
    }

    [Test]
    public void Of_WiderThanThePane_HasBarsAboveAndBelow()
    {
        PaneRectangle target = PictureFit.Of(1920, 800, 1, 640, 360).Target;
        Assert.Multiple(() =>
        {
            Assert.That(target.Width, Is.EqualTo(640));
            Assert.That(target.Y, Is.GreaterThan(0));
        });
    }

    [Test]
    public void Of_AnySource_StaysInsideSourceAndPane()
    {
        var random = new Random(4);
        for (int turn = 0; turn < 20_000; turn++)
        {
            int width = random.Next(1, 1921);
            int height = random.Next(1, 1089);
            int paneWidth = 2 * random.Next(1, 641);
            int paneHeight = 2 * random.Next(1, 361);
            double aspect = turn % 10 == 0 ? double.NaN : 0.3 + (random.NextDouble() * 3);
            PictureFit fit = PictureFit.Of(width, height, aspect, paneWidth, paneHeight);
            Assert.That(
                new PaneRectangle(0, 0, width, height).Contains(fit.Source)
                    && new PaneRectangle(0, 0, paneWidth, paneHeight).Contains(fit.Target)
                    && fit.Source is { Width: > 0, Height: > 0 }
                    && ((fit.Source.X | fit.Source.Y) & 1) == 0
                    && ((fit.Target.X | fit.Target.Y | fit.Target.Width | fit.Target.Height) & 1) == 0
                    && fit.Target is { Width: > 0, Height: > 0 },
                Is.True,
                $"{width}x{height} ({aspect}) into {paneWidth}x{paneHeight}: {fit}");
        }
    }
}
