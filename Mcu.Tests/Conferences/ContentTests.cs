using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using static Mcu.Core.Conferences.ConferenceCommand;
using static Mcu.Core.Conferences.ConferenceEventKind;

namespace Mcu.Tests.Conferences;

/// <summary>Whose slides are shown.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContentTests
{
    private readonly Conference conference = new(new ConferenceSettings("khanh-hoa", "1000", "Khánh Hòa", new LayoutSpec.Auto(), new PictureFormat()));

    public ContentTests()
    {
        foreach (string site in new[] { "a", "b" })
        {
            conference.Apply(new Join(site, site));
        }
    }

    [Test]
    public void Present_SiteWithSlides_IsShownAndTold()
    {
        conference.Apply(new OfferSlides("a", On: true));
        Assert.That(conference.Presenter, Is.Null, "who decides is somebody else");
        Assert.That(conference.Apply(new Present("a")).Events, Is.EqualTo(new[] { new ConferenceEvent(ContentStarted, "a") }));
        Assert.That(conference.Apply(new Present("a")).Events, Is.Empty);
    }

    [Test]
    public void Present_WhileAnotherIsShown_TakesItsPlace()
    {
        Shown("a");
        conference.Apply(new OfferSlides("b", On: true));
        Assert.That(conference.Apply(new Present("b")).Events, Is.EqualTo(new[] { new ConferenceEvent(ContentStarted, "b", Former: "a") }));
        conference.Apply(new OfferSlides("b", On: false));
        Assert.That((conference.Presenter, conference.Find("a")!.OffersSlides), Is.EqualTo(((string?)null, true)), "nobody comes back by itself");
    }

    [TestCase("c", Refusal.UnknownSite)]
    [TestCase("a", Refusal.NoSlides)]
    public void Present_NothingToShow_IsRefused(string site, Refusal refusal) =>
        Assert.That(conference.Apply(new Present(site)).Refusal, Is.EqualTo(refusal));

    [Test]
    public void Slides_EndWithTheSite_HoweverItEnds()
    {
        Shown("a");
        Assert.That(conference.Apply(new OfferSlides("a", On: false)).Events, Is.EqualTo(new[] { new ConferenceEvent(ContentStopped, "a") }));
        Shown("a");
        Assert.That(conference.Apply(new Leave("a", "hung_up")).Events, Has.Member(new ConferenceEvent(ContentStopped, "a", "hung_up")));
        Assert.That(conference.Apply(new OfferSlides("a", On: true)).Refusal, Is.EqualTo(Refusal.SiteNotPresent));
        Assert.That((conference.Presenter, conference.Find("a")!.OffersSlides), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public void Stop_NobodyPresents_IsRefused()
    {
        Assert.That(conference.Apply(new StopContent()).Refusal, Is.EqualTo(Refusal.ContentFree));
        Shown("b");
        Assert.That(conference.Apply(new StopContent()).Events, Is.EqualTo(new[] { new ConferenceEvent(ContentStopped, "b") }));
        Assert.That(conference.Apply(new Present("b")).IsDone, "an operator shows it again");
    }

    [Test]
    public void Mirror_SlidesOfASiteBelow_EndWhenItsNodeSaysSo()
    {
        var below = new Participant("khanh-son/son-binh", "Sơn Bình", SiteRole.Member) { Via = "khanh-son", State = SiteState.Connected, OffersSlides = true };
        conference.Apply(new Mirror(below));
        conference.Apply(new Present(below.Site));
        CommandOutcome ended = conference.Apply(new Mirror(below with { OffersSlides = false }));
        Assert.That(ended.Events, Is.EqualTo(new[] { new ConferenceEvent(ContentStopped, below.Site) }));
    }

    [Test]
    public void Offer_Anew_CountsPresentations()
    {
        Shown("a");
        conference.Apply(new OfferSlides("a", On: true));
        Assert.That(conference.Find("a")!.SlidesBegun, Is.EqualTo(1), "it had some already");
        conference.Apply(new OfferSlides("a", On: false));
        conference.Apply(new OfferSlides("a", On: true));
        Assert.That(conference.Find("a")!.SlidesBegun, Is.EqualTo(2));
    }

    [TestCase(25, 12)]
    [TestCase(30, 15)]
    [TestCase(15, 15)]
    [TestCase(10, 10)]
    public void Format_OfSlides_IsADivisorOfTheConferencesRate(int rate, int slides)
    {
        PictureFormat format = ContentFormat.In(new PictureFormat(640, 360, rate));
        Assert.That((format.Width, format.Height, format.FramesPerSecond), Is.EqualTo((1280, 720, slides)));
    }

    private void Shown(string site)
    {
        conference.Apply(new OfferSlides(site, On: true));
        Assert.That(conference.Apply(new Present(site)).IsDone);
    }
}
