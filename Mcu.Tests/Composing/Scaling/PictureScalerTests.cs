using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Scaling;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Composing.Scaling;

public sealed class PictureScalerTests
{
    private static readonly YuvColor Ground = new(77, 99, 111);

    [TestCase(640, 360, 316, 176)]
    [TestCase(640, 360, 426, 240)]
    [TestCase(640, 360, 256, 144)]
    [TestCase(1280, 720, 320, 180)]
    [TestCase(1280, 720, 424, 238)]
    [TestCase(1920, 1080, 214, 120)]
    [TestCase(640, 360, 1280, 720)]
    [TestCase(426, 240, 640, 360)]
    [TestCase(640, 360, 640, 360)]
    [TestCase(641, 361, 426, 240)]
    [TestCase(333, 187, 316, 176)]
    public void Scale_SmoothPicture_IsCloseToTheSamePictureDrawnSmall(int width, int height, int paneWidth, int paneHeight)
    {
        using Picture source = TestPictures.Waves(width, height);
        using var pane = new Picture(paneWidth, paneHeight);
        var scaler = new PictureScaler(width, height, 1, paneWidth, paneHeight);
        scaler.Scale(source.View, pane.View);
        Assert.That(scaler.FillsPane, Is.True);
        Assert.That(IdealResampler.Psnr(source.View, scaler.Fit, pane.View), Is.GreaterThan(46));
    }

    [Test]
    public void Scale_TwoToOne_IsTheRoundedMeanOfFour()
    {
        using Picture source = TestPictures.Noise(640, 360, 3);
        using var pane = new Picture(320, 180);
        new PictureScaler(640, 360, 1, 320, 180).Scale(source.View, pane.View);
        PlaneView[] from = TestPictures.Planes(source.View);
        PlaneView[] to = TestPictures.Planes(pane.View);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < to[plane].Height; y++)
            {
                byte[] upper = [.. from[plane].Row(2 * y)], lower = [.. from[plane].Row((2 * y) + 1)];
                IEnumerable<byte> expected = Enumerable.Range(0, to[plane].Width)
                    .Select(x => (byte)((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 2) / 4));
                Assert.That(to[plane].Row(y).ToArray(), Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void Scale_SameSize_CopiesEverySample()
    {
        using Picture source = TestPictures.Noise(320, 180, 5);
        using var pane = new Picture(320, 180);
        new PictureScaler(320, 180, 1, 320, 180).Scale(source.View, pane.View);
        Assert.That(TestPictures.Samples(pane.View), Is.EqualTo(TestPictures.Samples(source.View)));
    }

    [Test]
    public void Scale_AnyGeometry_KeepsFlatColorsAndPaintsItsTargetOnly()
    {
        var random = new Random(8);
        var flat = new YuvColor(201, 40, 222);
        for (int turn = 0; turn < 300; turn++)
        {
            int width = random.Next(1, 700), height = random.Next(1, 500);
            int paneWidth = 2 * random.Next(1, 300), paneHeight = 2 * random.Next(1, 200);
            using Picture source = TestPictures.Flat(width, height, flat);
            using Picture canvas = TestPictures.Flat(paneWidth + 64, paneHeight + 8, Ground);
            var place = new PaneRectangle(6, 4, paneWidth, paneHeight);
            var scaler = new PictureScaler(width, height, 0.5 + random.NextDouble(), paneWidth, paneHeight);
            scaler.Scale(source.View, canvas.View.Crop(place));
            PaneRectangle target = scaler.Fit.Target with { X = place.X + scaler.Fit.Target.X, Y = place.Y + scaler.Fit.Target.Y };
            AssertOnly(canvas.View, target, flat);
        }
    }

    [Test]
    public void Scale_ManyPictures_AllocatesNothing()
    {
        using Picture source = TestPictures.Waves(640, 360);
        using var pane = new Picture(426, 240);
        var scaler = new PictureScaler(640, 360, 1, 426, 240);
        Assert.That(Allocations.Of(() => scaler.Scale(source.View, pane.View), calls: 50), Is.Zero);
    }

    [Test]
    public void Scale_AnotherSize_Throws()
    {
        using Picture source = TestPictures.Waves(320, 180);
        using var pane = new Picture(426, 240);
        var scaler = new PictureScaler(640, 360, 1, 426, 240);
        Assert.That(() => scaler.Scale(source.View, pane.View), Throws.ArgumentException);
    }

    private static void AssertOnly(PictureView canvas, PaneRectangle target, YuvColor color)
    {
        for (int y = 0; y < canvas.Height; y++)
        {
            for (int x = 0; x < canvas.Width; x++)
            {
                bool inside = target.Contains(new PaneRectangle(x, y, 1, 1));
                if (TestPictures.At(canvas, x, y) != (inside ? color : Ground))
                {
                    Assert.Fail($"sample {x},{y} of {canvas.Width}x{canvas.Height}, target {target}: {TestPictures.At(canvas, x, y)}");
                }
            }
        }
    }
}
