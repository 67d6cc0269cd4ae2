using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Composing.Scaling;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Composing;

public sealed class VideoCompositorTests
{
    private CompositorFixture fixture = null!;

    [OneTimeSetUp]
    public void Open() => fixture = new CompositorFixture();

    [OneTimeTearDown]
    public void Close() => fixture.Dispose();

    [Test]
    public void Paint_LiveSite_ItsPictureIsInItsPane()
    {
        using VideoCompositor compositor = fixture.Four();
        PaneRectangle place = compositor.Plan.Panes[2].Rectangle;
        using var alone = new Picture(place.Width, place.Height);
        new PictureScaler(320, 180, 1, place.Width, place.Height).Scale(fixture.Source(2).View, alone.View);
        PictureView pane = compositor.Canvas.Crop(place);
        var aboveTheCaption = new PaneRectangle(0, 0, place.Width, place.Height / 2);
        Assert.That(CompositorFixture.Differences(pane, alone.View, aboveTheCaption), Is.Zero);
    }

    [Test]
    public void TakeChanged_NothingNew_IsFalseAndThePictureStays()
    {
        using VideoCompositor compositor = fixture.Four();
        byte[] before = TestPictures.Samples(compositor.Canvas);
        compositor.SetSite("s1", CompositorFixture.Live("Xã Ỷ Tý 1"));
        compositor.Apply(CompositorFixture.PlanOf(4));
        compositor.SetBanner(null);
        Assert.Multiple(() =>
        {
            Assert.That(compositor.Changed, Is.False);
            Assert.That(compositor.TakeChanged(), Is.False);
            Assert.That(TestPictures.Samples(compositor.Canvas), Is.EqualTo(before));
        });
    }

    [Test]
    public void TakeChanged_AfterEachKindOfChange_IsTrueOnce()
    {
        using VideoCompositor compositor = fixture.Four();
        Action[] changes =
        [
            () => compositor.Paint(0, fixture.Source(1).View, 1),
            () => compositor.SetSite("s1", CompositorFixture.Live("Another")),
            () => compositor.SetSite("s1", CompositorFixture.Live("Another") with { Speaking = true }),
            () => compositor.SetClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(7))),
            () => compositor.SetBanner("Nghỉ 10 phút"),
            () => compositor.Apply(CompositorFixture.PlanOf(5)),
        ];
        foreach (Action change in changes)
        {
            change();
            Assert.That(compositor.TakeChanged(), Is.True);
            Assert.That(compositor.TakeChanged(), Is.False);
        }
    }

    [Test]
    public void SetSite_NewTitle_ChangesTheCaptionsRectangleOnly()
    {
        using VideoCompositor before = fixture.Four();
        using VideoCompositor after = fixture.Four();
        after.SetSite("s0", CompositorFixture.Live("Phường Ninh Hòa"));
        after.TakeChanged();
        PaneRectangle place = after.Plan.Panes[0].Rectangle;
        PaneRectangle strip = new(place.X, place.Bottom - 40, place.Width, 40);
        int whole = CompositorFixture.Differences(before.Canvas, after.Canvas, new PaneRectangle(0, 0, 640, 360));
        Assert.Multiple(() =>
        {
            Assert.That(whole, Is.GreaterThan(200));
            Assert.That(CompositorFixture.Differences(before.Canvas, after.Canvas, strip), Is.EqualTo(whole));
        });
    }

    [Test]
    public void SetSite_CaptionOnTop_IsDrawnThereAndNotBelow()
    {
        using VideoCompositor without = fixture.Four(site => CompositorFixture.Live(site == 0 ? "" : $"{site}"));
        using VideoCompositor with = fixture.Four(site => CompositorFixture.Live($"{site}") with { Title = site == 0 ? "Khánh Sơn" : $"{site}", CaptionOnTop = site == 0 });
        PaneRectangle place = with.Plan.Panes[0].Rectangle;
        int whole = CompositorFixture.Differences(without.Canvas, with.Canvas, new PaneRectangle(0, 0, 640, 360));
        Assert.That(whole, Is.GreaterThan(200));
        Assert.That(CompositorFixture.Differences(without.Canvas, with.Canvas, place with { Height = 40 }), Is.EqualTo(whole));
    }

    [Test]
    public void SetSite_LooksComeAndGo_NoGhostRemains()
    {
        using VideoCompositor fresh = fixture.Four();
        using VideoCompositor used = fixture.Four();
        SiteLook look = CompositorFixture.Live("Xã Ỷ Tý 0");
        SiteLook[] looks =
        [
            look with { Speaking = true },
            look with { Speaking = true, Muted = true, Title = "Một cái tên dài hơn nhiều so với khung hình của nó" },
            look with { HasFloor = true },
            look with { Title = "" },
            look,
        ];
        foreach (SiteLook next in looks)
        {
            used.SetSite("s0", next);
            used.TakeChanged();
        }

        Assert.That(CompositorFixture.Shot(used), Is.EqualTo(CompositorFixture.Shot(fresh)));
    }

    [Test]
    public void Paint_UnderFrameAndCaption_EqualsAFreshCanvas()
    {
        SiteLook Look(int site) => CompositorFixture.Live($"Tên {site}") with
        {
            Speaking = site == 1,
            Muted = site == 2,
            HasFloor = site == 3,
        };
        using VideoCompositor fresh = fixture.Four(Look);
        using VideoCompositor used = fixture.Four(Look);
        used.SetClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        used.SetBanner("Thông báo");
        for (int pane = 0; pane < 4; pane++)
        {
            used.Paint(pane, fixture.Source(3 - pane).View, 1);
            used.TakeChanged();
            used.Paint(pane, fixture.Source(pane).View, 1);
        }

        used.SetBanner(null);
        used.SetClock(null);
        Assert.That(CompositorFixture.Shot(used), Is.EqualTo(CompositorFixture.Shot(fresh)));
    }

    [Test]
    public void Paint_OtherShapeThenBack_BarsComeAndGo()
    {
        using Picture tall = TestPictures.Waves(180, 320);
        using VideoCompositor fresh = fixture.Four();
        using VideoCompositor used = fixture.Four();
        PaneRectangle place = used.Plan.Panes[0].Rectangle;
        used.Paint(0, tall.View, 1);
        used.TakeChanged();
        YuvColor bar = TestPictures.At(used.Canvas, place.X + 2, place.Y + 2);
        used.SetSite("s0", CompositorFixture.Live("Khác"));
        used.Paint(0, tall.View, 1);
        used.TakeChanged();
        used.SetSite("s0", CompositorFixture.Live("Xã Ỷ Tý 0"));
        used.Paint(0, fixture.Source(0).View, 1);
        Assert.Multiple(() =>
        {
            Assert.That(bar.Y, Is.InRange(30, 60), "bars are dark gray, not black");
            Assert.That(CompositorFixture.Shot(used), Is.EqualTo(CompositorFixture.Shot(fresh)));
        });
    }

    [TestCase(PaneStatus.NotConnected)]
    [TestCase(PaneStatus.Connecting)]
    [TestCase(PaneStatus.SignalLost)]
    [TestCase(PaneStatus.NoPicture)]
    public void SetSite_NoPicture_ShowsACardThatIsNeverBlack(PaneStatus status)
    {
        using VideoCompositor compositor = fixture.Four(_ => new SiteLook("Đặc khu Trường Sa", status));
        PictureView pane = compositor.Canvas.Crop(compositor.Plan.Panes[0].Rectangle);
        byte[] samples = TestPictures.Samples(pane)[..(pane.Width * pane.Height)];
        Assert.Multiple(() =>
        {
            Assert.That(samples.Min(), Is.GreaterThan(40));
            Assert.That(samples.Max(), Is.GreaterThan(220), "the name is written in white");
            Assert.That(compositor.NeedsPicture(0), Is.False);
        });
    }

    [Test]
    public void SetSite_SignalLostAndBack_AsksForThePictureAgain()
    {
        using VideoCompositor fresh = fixture.Four();
        using VideoCompositor used = fixture.Four();
        used.SetSite("s2", new SiteLook("Xã Ỷ Tý 2", PaneStatus.SignalLost));
        used.TakeChanged();
        used.Paint(2, fixture.Source(2).View, 1);
        bool ignored = !used.Changed;
        used.SetSite("s2", CompositorFixture.Live("Xã Ỷ Tý 2"));
        bool asks = used.NeedsPicture(2);
        used.Paint(2, fixture.Source(2).View, 1);
        Assert.Multiple(() =>
        {
            Assert.That(ignored, Is.True);
            Assert.That(asks, Is.True);
            Assert.That(CompositorFixture.Shot(used), Is.EqualTo(CompositorFixture.Shot(fresh)));
        });
    }

    [Test]
    public void Apply_SitesSwapPanes_OthersKeepTheirPicture()
    {
        using VideoCompositor compositor = fixture.Four();
        Pane[] panes = [.. compositor.Plan.Panes];
        (panes[0], panes[1]) = (panes[0] with { SiteId = "s1" }, panes[1] with { SiteId = "s0" });
        compositor.Apply(new LayoutPlan(CompositorFixture.Size, panes, 1));
        Assert.That(Enumerable.Range(0, 4).Select(compositor.NeedsPicture), Is.EqualTo(new[] { true, true, false, false }));
    }

    [Test]
    public void Apply_OtherPlaces_EqualsAFreshCanvas()
    {
        using VideoCompositor fresh = fixture.Four();
        using VideoCompositor used = fixture.Four();
        used.SetClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        used.TakeChanged();
        used.Apply(LayoutPlanner.Plan(new LayoutSpec.OnePlusN(7), CompositorFixture.Size, LayoutInputs.Of(4)));
        used.TakeChanged();
        used.SetClock(null);
        used.Apply(CompositorFixture.PlanOf(4));
        fixture.PaintAll(used);
        Assert.That(CompositorFixture.Shot(used), Is.EqualTo(CompositorFixture.Shot(fresh)));
    }

    [Test]
    public void SetClock_SameSecond_ChangesNothing()
    {
        using VideoCompositor compositor = fixture.Four();
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        compositor.SetClock(time);
        compositor.TakeChanged();
        compositor.SetClock(time.AddMilliseconds(999));
        bool same = compositor.Changed;
        compositor.SetClock(time.AddSeconds(1));
        Assert.That((same, compositor.Changed), Is.EqualTo((false, true)));
    }

    [Test]
    public void SetClock_Shown_IsInTheTopRightCorner()
    {
        using VideoCompositor without = fixture.Four();
        using VideoCompositor with = fixture.Four();
        with.SetClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), withDate: true);
        with.TakeChanged();
        int whole = CompositorFixture.Differences(without.Canvas, with.Canvas, new PaneRectangle(0, 0, 640, 360));
        int corner = CompositorFixture.Differences(without.Canvas, with.Canvas, new PaneRectangle(320, 0, 320, 40));
        Assert.That(whole, Is.GreaterThan(500).And.EqualTo(corner));
    }

    [Test]
    public void Paint_SteadyState_AllocatesNothing()
    {
        using VideoCompositor compositor = fixture.Four(site => CompositorFixture.Live($"Tên {site}") with { Speaking = site == 0 });
        compositor.SetClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        PaintFrames(compositor, 3);
        Assert.That(Allocations.In(() => PaintFrames(compositor, 25)), Is.Zero);
    }

    [Test]
    public void Compose_TinyPanes_SurvivesWithoutRoomForText()
    {
        using var captions = new CaptionRenderer(CaptionFonts.Default, CaptionLanguage.English);
        var size = new CanvasSize(64, 64);
        using var compositor = new VideoCompositor(size, captions);
        compositor.SetSite("s0", CompositorFixture.Live("A") with { Speaking = true, Muted = true });
        compositor.Apply(LayoutPlanner.Plan(new LayoutSpec.Grid(10, 10), size, LayoutInputs.Of(20)));
        compositor.Paint(0, fixture.Source(0).View, 1);
        compositor.SetBanner("A message");
        compositor.SetClock(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), withDate: true);
        Assert.That(compositor.TakeChanged(), Is.True);
    }

    [Test]
    public void Apply_NobodyThere_SaysThatItWaits()
    {
        using VideoCompositor compositor = fixture.Empty();
        compositor.Apply(CompositorFixture.PlanOf(0));
        compositor.TakeChanged();
        Assert.That(TestPictures.Samples(compositor.Canvas).Take(640 * 360).Max(), Is.GreaterThan(120));
    }

    [Test]
    public void Apply_PlanOfAnotherCanvas_Throws()
    {
        using VideoCompositor compositor = fixture.Empty();
        LayoutPlan plan = LayoutPlanner.Plan(new LayoutSpec.Auto(), new CanvasSize(1280, 720), LayoutInputs.Of(2));
        Assert.That(() => compositor.Apply(plan), Throws.ArgumentException);
    }

    private void PaintFrames(VideoCompositor compositor, int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            for (int pane = 0; pane < 4; pane++)
            {
                compositor.Paint(pane, fixture.Source((pane + frame) % 4).View, 1);
            }

            compositor.TakeChanged();
        }
    }
}
