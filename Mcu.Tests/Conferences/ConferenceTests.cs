using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using static Mcu.Core.Conferences.ConferenceCommand;

namespace Mcu.Tests.Conferences;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConferenceTests
{
    private readonly Conference conference = new(new ConferenceSettings(
        "khanh-hoa", "1000", "Tỉnh Khánh Hòa", new LayoutSpec.Auto(), new PictureFormat()));

    [Test]
    public void Join_UnboundSite_IsConnected()
    {
        CommandOutcome outcome = conference.Apply(new Join("khanh-son", "Khánh Sơn"));
        Assert.That(outcome.Events.Single().Kind, Is.EqualTo(ConferenceEventKind.SiteJoined));
        Assert.That(conference.Find("khanh-son")!.State, Is.EqualTo(SiteState.Connected));
    }

    [Test]
    public void Join_SameSiteTwice_IsRefused()
    {
        Joined("khanh-son");
        Assert.That(conference.Apply(new Join("khanh-son", "")).Refusal, Is.EqualTo(Refusal.SiteAlreadyPresent));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Adopt_SiteOfAnotherNode_IsAsItWasAndTellsNobody(bool isOnHold)
    {
        Joined("khanh-son");
        conference.Apply(new Mute("khanh-son", MuteBits.Province, On: true));
        conference.Apply(new Hold("khanh-son", isOnHold));
        Participant before = conference.Find("khanh-son")!;

        Assert.That(conference.Apply(new Adopt("khanh-son", "Khánh Sơn")).Events, Is.Empty);
        Assert.That(conference.Find("khanh-son"), Is.EqualTo(before));
    }

    [Test]
    public void Adopt_SiteThatHadLeft_IsConnectedAndTellsNobody()
    {
        Assert.That(conference.Apply(new Adopt("nha-trang", "Nha Trang")).Events, Is.Empty);
        Assert.That(conference.Find("nha-trang"), Has.Property(nameof(Participant.IsPresent)).True.And.Property(nameof(Participant.Title)).EqualTo("Nha Trang"));
    }

    [Test]
    public void ShowMessage_TextThenNone_IsShownAndTakenAway()
    {
        CommandOutcome shown = conference.Apply(new ShowMessage("Nghỉ 10 phút"));
        Assert.That(conference.Message, Is.EqualTo("Nghỉ 10 phút"));
        Assert.That(shown.Events, Is.EqualTo(new[] { new ConferenceEvent(ConferenceEventKind.MessageChanged, Detail: "Nghỉ 10 phút") }));
        CommandOutcome taken = conference.Apply(new ShowMessage(null));
        Assert.That(conference.Message, Is.Null);
        Assert.That(taken.Events.Single().Former, Is.EqualTo("Nghỉ 10 phút"));
    }

    [Test]
    public void Join_LockedConference_AdmitsBoundSitesOnly()
    {
        conference.Apply(new Bind("khanh-son", "Khánh Sơn", null, SiteRole.Member));
        conference.Apply(new SetLocked(true));
        Assert.That(conference.Apply(new Join("nha-trang", "Nha Trang")).Refusal, Is.EqualTo(Refusal.Locked));
        Assert.That(conference.Apply(new Join("khanh-son", "Khánh Sơn")).IsDone);
    }

    [Test]
    public void Join_AfterLeaving_KeepsMutesAndGain()
    {
        Joined("khanh-son");
        conference.Apply(new Mute("khanh-son", MuteBits.Province, true));
        conference.Apply(new SetGain("khanh-son", -6));
        conference.Apply(new Leave("khanh-son", "line lost"));
        Joined("khanh-son");
        Participant site = conference.Find("khanh-son")!;
        Assert.That((site.Mutes, site.GainDecibels), Is.EqualTo((MuteBits.Province, -6d)));
    }

    [Test]
    public void Join_AgainAfterALostSignal_KeepsFloorAndFocusEvenWhenLockedAndFull()
    {
        var small = new Conference(conference.Settings with { MaxSites = 1 });
        small.Apply(new Join("a", "A"));
        small.Apply(new GiveFloor("a"));
        small.Apply(new Focus("a"));
        small.Apply(new SetLocked(true));
        small.Apply(new Signal("a", SendsPicture: true, Lost: true));
        Assert.That(small.Apply(new Call("a", "A", "sip:a@192.0.2.1")).Refusal, Is.EqualTo(Refusal.SiteAlreadyPresent));

        Assert.That(small.Apply(new Join("a", "A")).Events.Single().Kind, Is.EqualTo(ConferenceEventKind.SiteJoined));

        Assert.That((small.Floor.Holder, small.FocusedSite), Is.EqualTo(("a", "a")));
        Assert.That(small.Find("a"), Is.EqualTo(new Participant("a", "A", SiteRole.Member) { State = SiteState.Connected }));
    }

    [Test]
    public void Ring_CalledSite_RingsOnceAndMayJoinALockedConference()
    {
        conference.Apply(new SetLocked(true));
        conference.Apply(new Call("truong-sa", "Trường Sa", "sip:ts@192.0.2.9"));
        Assert.That(conference.Apply(new Ring("truong-sa")).Events.Single().Kind, Is.EqualTo(ConferenceEventKind.SiteRinging));
        Assert.That(conference.Apply(new Ring("truong-sa")).Events, Is.Empty);
        Assert.That(conference.Find("truong-sa")!.State, Is.EqualTo(SiteState.Ringing));
        Assert.That(conference.Apply(new Join("truong-sa", "Trường Sa")).IsDone);
    }

    [Test]
    public void Join_MoreThanAllowed_IsFull()
    {
        var small = new Conference(conference.Settings with { MaxSites = 1 });
        small.Apply(new Join("a", "A"));
        Assert.That(small.Apply(new Join("b", "B")).Refusal, Is.EqualTo(Refusal.Full));
    }

    [Test]
    public void Mute_ByTwo_LastsUntilBothClear()
    {
        Joined("khanh-son");
        conference.Apply(new Mute("khanh-son", MuteBits.Self, true));
        conference.Apply(new Mute("khanh-son", MuteBits.Province, true));
        conference.Apply(new Mute("khanh-son", MuteBits.Self, false));
        Assert.That(conference.Find("khanh-son")!.MayBeHeard, Is.False);
        conference.Apply(new Mute("khanh-son", MuteBits.Province, false));
        Assert.That(conference.Find("khanh-son")!.MayBeHeard);
    }

    [Test]
    public void Mute_WhatIsMutedAlready_ChangesNothing()
    {
        Joined("khanh-son");
        conference.Apply(new Mute("khanh-son", MuteBits.Province, true));
        Assert.That(conference.Apply(new Mute("khanh-son", MuteBits.Province, true)).Events, Is.Empty);
    }

    [TestCase(20.1)]
    [TestCase(-41)]
    [TestCase(double.NaN)]
    public void SetGain_OutOfRange_IsRefused(double decibels)
    {
        Joined("khanh-son");
        Assert.That(conference.Apply(new SetGain("khanh-son", decibels)).Refusal, Is.EqualTo(Refusal.OutOfRange));
    }

    [Test]
    public void GiveFloor_WithoutName_GoesToFirstInQueue()
    {
        Joined("a");
        Joined("b");
        conference.Apply(new RequestFloor("b"));
        conference.Apply(new RequestFloor("a"));
        conference.Apply(new GiveFloor(null));
        Assert.That(conference.Floor.Holder, Is.EqualTo("b"));
        Assert.That(conference.Floor.Queue, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Leave_FloorHolder_FreesTheFloor()
    {
        Joined("a");
        conference.Apply(new GiveFloor("a"));
        CommandOutcome outcome = conference.Apply(new Leave("a", "BYE"));
        Assert.That(outcome.Events.Select(e => e.Kind), Does.Contain(ConferenceEventKind.FloorTaken));
        Assert.That(conference.Floor.Holder, Is.Null);
    }

    [Test]
    public void GiveFloor_Watcher_IsRefused()
    {
        conference.Apply(new Bind("public", "Public", null, SiteRole.Watcher));
        Joined("public");
        Assert.That(conference.Apply(new GiveFloor("public")).Refusal, Is.EqualTo(Refusal.WatcherOnly));
    }

    [Test]
    public void Focus_UnknownSite_IsRefused() =>
        Assert.That(conference.Apply(new Focus("nobody")).Refusal, Is.EqualTo(Refusal.UnknownSite));

    [Test]
    public void Apply_AfterEnd_IsRefused()
    {
        conference.Apply(new End("operator"));
        Assert.That(conference.Apply(new SetLocked(true)).Refusal, Is.EqualTo(Refusal.Ended));
    }

    [Test]
    public void Signal_LostAndReturned_IsToldOnceEach()
    {
        Joined("a");
        conference.Apply(new Signal("a", SendsPicture: true, Lost: false));
        Assert.That(conference.Apply(new Signal("a", true, Lost: true)).Events.Single().Kind, Is.EqualTo(ConferenceEventKind.SignalLost));
        Assert.That(conference.Apply(new Signal("a", true, Lost: true)).Events, Is.Empty);
        Assert.That(conference.Apply(new Signal("a", true, Lost: false)).Events.Single().Kind, Is.EqualTo(ConferenceEventKind.SignalReturned));
    }

    [Test]
    public void Apply_AnyCommandsInTheSameOrder_ArriveAtTheSameConference()
    {
        var other = new Conference(conference.Settings);
        var random = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            ConferenceCommand command = AnyOf(random);
            CommandOutcome one = conference.Apply(command);
            CommandOutcome two = other.Apply(command);
            Assert.That((two.Refusal, string.Join(';', two.Events)), Is.EqualTo((one.Refusal, string.Join(';', one.Events))));
        }

        Assert.That(other.Sites, Is.EqualTo(conference.Sites));
        Assert.That((other.Floor.Holder, other.FocusedSite, other.IsLocked, other.Layout), Is.EqualTo((conference.Floor.Holder, conference.FocusedSite, conference.IsLocked, conference.Layout)));
        Assert.That(other.Floor.Queue, Is.EqualTo(conference.Floor.Queue));
        Assert.That(other.Presenter, Is.EqualTo(conference.Presenter));
        Assert.That(conference.Presenter is null || conference.Find(conference.Presenter) is { IsPresent: true, OffersSlides: true }, "who presents is here and has slides");
        Assert.That(conference.Sites.Count(site => site.Role == SiteRole.Chair), Is.LessThanOrEqualTo(1));
        Assert.That(conference.Floor.Queue.Append(conference.Floor.Holder).All(site => site is null || conference.Find(site)!.IsPresent), "who has left neither speaks nor waits");
    }

    private static ConferenceCommand AnyOf(Random random)
    {
        string site = $"site-{random.Next(6)}";
        bool on = random.Next(2) == 0;
        return random.Next(19) switch
        {
            0 => new Bind(site, site, null, (SiteRole)random.Next(3)),
            1 => new Call(site, site, "sip:a@192.0.2.1"),
            2 => new Ring(site),
            3 or 4 => new Join(site, site),
            5 => new Leave(site, "hung_up"),
            6 => new Hold(site, on),
            7 => new Signal(site, on, !on),
            8 => new Mute(site, MuteBits.Province, on),
            9 => new SetGain(site, random.Next(-50, 30)),
            10 => new AppointChair(site, site),
            11 => new Focus(on ? site : null),
            12 => new SetLocked(on),
            13 => new RequestFloor(site),
            14 => new GiveFloor(on ? site : null),
            15 or 16 => new OfferSlides(site, on),
            17 => on ? new Present(site) : new StopContent(),
            _ => on ? new TakeFloor() : new CancelRequest(site),
        };
    }

    private void Joined(string site) => Assert.That(conference.Apply(new Join(site, site)).IsDone);
}
