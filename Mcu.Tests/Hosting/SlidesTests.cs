using Mcu.Core.Bfcp;
using Mcu.Core.Conferences.Media;
using Mcu.Node.Control;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Tests.Cascade.Meetings;

namespace Mcu.Tests.Hosting;

/// <summary>Slides of rooms without floor control: who sends some presents, and where they are seen.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SlidesTests : IAsyncDisposable
{
    private const int Bright = 200, Dark = 70;
    private readonly Meeting meeting = new();
    private readonly SipRoom presenter = new("van-phong", hasSlides: true);
    private readonly SipRoom viewer = new("nha-trang", hasSlides: true);

    private IReadOnlyList<VideoPlanView> Views => meeting.Node.Conference("khanh-hoa").Media.Video.Adopted.Views;

    private ContentInfo Content => meeting.Node.Control.ContentAsync("khanh-hoa", CancellationToken.None).Result.Value;

    public async ValueTask DisposeAsync()
    {
        await meeting.DisposeAsync();
        presenter.Dispose();
        viewer.Dispose();
    }

    [Test]
    public void Slides_OfARoom_AreSeenOnSecondScreensAndLargeInThePictureOfOthers()
    {
        JoinBoth();
        presenter.Slides.Clip = SeenLuma.Plain(Bright);
        Until(() => viewer.Screen!.Shows(Bright), "the second screen has them");
        Assert.That(viewer.Screen!.Size, Is.EqualTo((1280, 720)));
        Until(() => IsAbout(Bright, SeenLuma.Mean(meeting.Node.Conference("khanh-hoa"), 0.1, 0.1, 0.6, 0.6)), "rooms without one see them large");
        Assert.Multiple(() =>
        {
            Assert.That(Views.Select(view => (view.Id, view.Legs.Count)), Is.EqualTo(new[] { ("with-slides", 2), ("slides", 1), ("common", 2) }));
            Assert.That(presenter.Screen!.Pictures, Is.Zero, "who presents sees people");
            Assert.That(meeting.Site(presenter.Name), Has.Property(nameof(SiteInfo.Presenting)).True.And.Property(nameof(SiteInfo.HasSlides)).True);
            Assert.That(Content.Presenter, Is.EqualTo(presenter.Name));
        });
        Until(() => meeting.Site(presenter.Name).SlidesIn is { Width: 320, Height: 180, FrameRate: > 5 }, "they are measured");
        Until(() => meeting.Site(viewer.Name).SlidesOut is { Width: 1280, Height: 720, FrameRate: > 0 }, "both ways");

        presenter.Slides.Clip = null;
        Until(() => Views.Select(view => view.Id).SequenceEqual(["common"]), "they end with the stream");
        Assert.That(meeting.EventsOf(presenter), Has.Member(ControlEventKind.ContentStarted).And.Member(ControlEventKind.ContentStopped));
        AssertNothingStays();
    }

    [Test]
    public async Task Slides_OfTheNewest_TakeThePlaceOfTheFormer()
    {
        JoinBoth();
        presenter.Slides.Clip = SeenLuma.Plain(Bright);
        Until(() => viewer.Screen!.Shows(Bright), "the first presents");
        viewer.Slides.Clip = SeenLuma.Plain(Dark);
        Until(() => presenter.Screen!.Shows(Dark) && Content.Presenter == viewer.Name, "the second does");
        Assert.That(Content.Waiting, Is.EqualTo(new[] { presenter.Name }), "the first sends still");

        ContentInfo given = (await meeting.Node.Control.GiveContentAsync(new Act("1", "test"), "khanh-hoa", "van phong", CancellationToken.None)).Value;
        Assert.That((given.Presenter, given.Waiting.Single()), Is.EqualTo((presenter.Name, viewer.Name)));
        int seen = viewer.Screen!.Pictures;
        Until(() => viewer.Screen.Pictures > seen && viewer.Screen.Shows(Bright), "an operator gives it back");

        ContentInfo stopped = (await meeting.Node.Control.StopContentAsync(new Act("2", "test"), "khanh-hoa", CancellationToken.None)).Value;
        Assert.That(stopped.Presenter, Is.Null);
        ControlResult<ContentInfo> again = await meeting.Node.Control.StopContentAsync(new Act("3", "test"), "khanh-hoa", CancellationToken.None);
        ControlResult<ContentInfo> nothing = await meeting.Node.Control.GiveContentAsync(new Act("4", "test"), "khanh-hoa", meeting.First.Name, CancellationToken.None);
        Assert.That((again.Error?.Reason, nothing.Error?.Reason), Is.EqualTo((ControlReason.ContentFree, ControlReason.NoSlides)));
        Until(() => Views.Count == 1, "and nobody's are seen");
    }

    [Test]
    public void Slides_AddedAndTakenOutByReinvite_LeaveTheCallAsItIs()
    {
        JoinBoth();
        MediaLeg leg = meeting.LegOf(presenter);
        presenter.Reoffer(WithoutSlides);
        Until(() => presenter.Session!.Slides is null && meeting.Node.Conference("khanh-hoa").CallOf(presenter.Name) is { Slides: null }, "it has no second screen any more");
        presenter.Reoffer(offer => offer.Replace("o=- 7 1 ", "o=- 7 3 ", StringComparison.Ordinal));
        Until(() => presenter.Session!.Slides is not null, "it has one again");
        presenter.Slides.Clip = SeenLuma.Plain(Bright);
        Until(() => viewer.Screen!.Shows(Bright), "its slides are seen");
        Assert.That(meeting.LegOf(presenter), Is.SameAs(leg), "sound and picture know nothing of it");
        AssertNothingStays();
    }

    [Test]
    public void Slides_OfARoomThatHolds_EndAndComeBackWithIt()
    {
        JoinBoth();
        presenter.Slides.Clip = SeenLuma.Plain(Bright);
        Until(() => viewer.Screen!.Shows(Bright), "it presents");
        presenter.Reoffer(offer => offer.Replace("o=- 7 1 ", "o=- 7 2 ", StringComparison.Ordinal).Replace("a=sendrecv", "a=inactive", StringComparison.Ordinal));
        Until(() => Content.Presenter is null, "hold ends it");
        presenter.Reoffer(offer => offer.Replace("o=- 7 1 ", "o=- 7 3 ", StringComparison.Ordinal));
        Until(() => Content.Presenter == presenter.Name, "it presents again");
        object slides = meeting.Node.Conference("khanh-hoa").CallOf(presenter.Name)!.Slides!;
        presenter.Reoffer(offer => offer.Replace("o=- 7 1 ", "o=- 7 3 ", StringComparison.Ordinal));
        int seen = viewer.Screen!.Pictures;
        Until(() => viewer.Screen.Pictures > seen + 10, "an unchanged refresh changes nothing");
        Assert.That(meeting.Node.Conference("khanh-hoa").CallOf(presenter.Name)!.Slides, Is.SameAs(slides));
    }

    [Test]
    public void Call_ToARoomWithASecondScreen_OffersSlides()
    {
        meeting.Join(viewer);
        var call = new SiteCall($"sip:van-phong@{presenter.Address}", Name: null, Retries: 0, TimeSpan.Zero, Wait: true);
        Task<ControlResult<SiteInfo>> called = meeting.Node.Control.CallSiteAsync(new Act("5", "test"), "khanh-hoa", call, CancellationToken.None);
        Until(() => called.IsCompleted && presenter.IsUp, "the room answers");
        Assert.That(called.Result.Error, Is.Null);
        Assert.That(presenter.Session!.RemoteDescription, Does.Contain("a=content:slides").And.Contain("UDP/BFCP").And.Contain("a=floorid:1 mstrm:12"));
        presenter.Slides.Clip = SeenLuma.Plain(Bright);
        Until(() => viewer.Screen!.Shows(Bright) && Content.Presenter == "van-phong", "it presents");
        AssertNothingStays();
    }

    [Test]
    public void Slides_OfARoomWithFloorControl_AreShownOnceItHasTheFloorAndNotAfter()
    {
        using var poly = new SipRoom("ninh-hoa", hasSlides: true, asksForFloor: true);
        meeting.Join(viewer);
        meeting.Join(poly, viewer);
        poly.Floor!.Ask(BfcpPrimitive.Hello, MonotonicClock.Now);
        poly.Slides.Clip = SeenLuma.Plain(Bright);
        meeting.Until(() => poly.Floor.Told.Contains("HelloAck"), "the server is there", viewer, poly);
        meeting.Run(frames: 25, viewer, poly);
        Assert.That(Content.Presenter, Is.Null, "who sends without the floor is not shown");

        poly.Floor.AskForFloor(MonotonicClock.Now);
        meeting.Until(() => poly.Floor.Status == BfcpRequestStatus.Granted && viewer.Screen!.Shows(Bright), "it has the floor", viewer, poly);
        viewer.Slides.Clip = SeenLuma.Plain(Dark);
        meeting.Until(() => poly.Floor.Status == BfcpRequestStatus.Revoked && poly.Screen!.Shows(Dark), "another presents", viewer, poly);
        Assert.That(Content.Waiting, Is.Empty, "its request is over");

        poly.Floor.Ask(BfcpPrimitive.FloorQuery, MonotonicClock.Now, BfcpAttribute.Of(BfcpAttributeType.FloorId, 1));
        meeting.Until(() => poly.Floor.Told[^1] == "FloorStatus 32769 Granted", "it is told who has the floor", viewer, poly);
        poly.Floor.AskForFloor(MonotonicClock.Now);
        meeting.Until(() => poly.Floor.Status == BfcpRequestStatus.Granted && viewer.Screen!.Shows(Bright), "it asks anew", viewer, poly);
        poly.Floor.ReleaseFloor(MonotonicClock.Now);
        meeting.Until(() => poly.Floor.Status == BfcpRequestStatus.Released && Content.Presenter is null, "and gives it back", viewer, poly);
        poly.Hangup();
        viewer.Hangup();
        meeting.AssertOnlyTwo(viewer, poly);
    }

    private static bool IsAbout(int luma, double seen) => Math.Abs(seen - luma) < 12;

    // Its last video line refused by the room itself.
    private static string WithoutSlides(string offer)
    {
        int at = offer.LastIndexOf("m=video ", StringComparison.Ordinal) + "m=video ".Length;
        return (offer[..at] + "0" + offer[offer.IndexOf(' ', at)..]).Replace("o=- 7 1 ", "o=- 7 2 ", StringComparison.Ordinal);
    }

    private void JoinBoth()
    {
        meeting.Join(presenter);
        meeting.Join(viewer, presenter);
        Assert.That(presenter.Session!.Slides, Is.Not.Null);
        Assert.That(viewer.Session!.Slides, Is.Not.Null);
    }

    private void Until(Func<bool> condition, string what) => meeting.Until(condition, what, presenter, viewer);

    private void AssertNothingStays()
    {
        presenter.Hangup();
        viewer.Hangup();
        meeting.AssertOnlyTwo(presenter, viewer);
    }
}
