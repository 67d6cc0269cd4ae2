using Mcu.Node.Control;

namespace Mcu.Tests.Interop;

/// <summary>SIPp calls the node: what callers may do before, in and at the end of a call.</summary>
public sealed class SippCallerTests : SippFixture
{
    [TestCase("u1")]
    [TestCase("t1")]
    public void Caller_CallsAndHangsUp_ComesAndGoes(string transport)
    {
        using Sipp caller = Call("basic-call", "-t", transport);
        caller.Succeeds();
        Until(() => IsOneCall, "the site came and went", caller);
    }

    [TestCase("u1")]
    [TestCase("t1")]
    public void Operator_DropsACaller_SoundAndPictureWentToItBefore(string transport)
    {
        using Sipp caller = Call("hung-up", "-t", transport);
        Until(() => Media is { Sounds: > 10, Pictures: > 10, KeyFrames: > 0 }, "sound and picture come", caller);
        Assert.That(Node.PortsInUse, Is.EqualTo(2));
        DropTo(caller);
    }

    [Test]
    public void LateOffer_AnsweredInAck_SoundAndPictureCome()
    {
        using Sipp caller = Call("late-offer");
        Until(() => Media is { Sounds: > 10, KeyFrames: > 0 }, "sound and picture come", caller);
        DropTo(caller);
    }

    [Test]
    public void SoundOnly_PcmuWithoutRtpmap_GetsSound()
    {
        using Sipp caller = Call("sound-only");
        Until(() => Media is { Sounds: > 10, Pictures: 0 }, "sound comes", caller);
        DropTo(caller);
    }

    [Test]
    public void LateReoffer_WithinACall_OffersTheSamePorts()
    {
        using Sipp caller = Call("late-reoffer");
        caller.Succeeds();
        Assert.That(caller.Received("m=audio ").Select(PortOf).Distinct().Count(), Is.EqualTo(1), caller.Log);
        Assert.That(caller.Received("m=video ").Select(PortOf).Distinct().Count(), Is.EqualTo(1), caller.Log);
        Until(() => IsOneCall, "the site stays in between", caller);
    }

    [TestCase("hold-sendonly")]
    [TestCase("hold-inactive")]
    [TestCase("hold-zero-address")]
    public void Hold_ThenResume_NothingIsSentMeanwhile(string scenario)
    {
        using var others = new MediaSink();
        using Sipp witness = Sipp.Caller("hung-up", Node.Sip, others);
        using Sipp caller = Call(scenario);
        Until(() => Media is { Sounds: > 0, KeyFrames: > 0 }, "sound and picture come", caller);
        caller.GoOn();
        Until(() => Node.Sites.Any(IsHeld), "the site is on hold", caller);
        int keyFrames = Media.KeyFrames;
        Until(() => IsQuietWhileOthersGet(others), "nothing is sent to it any more", caller);

        string held = Node.Sites.Single(IsHeld).Id;
        (int sounds, int pictures) = (Media.Sounds, Media.Pictures);
        caller.GoOn();
        Until(() => Media.Sounds > sounds + 10 && Media.Pictures > pictures + 5 && Media.KeyFrames > keyFrames, "sound and picture come back with a key frame", caller);
        SiteInfo resumed = Node.Sites.Single(site => site.Id == held);
        Assert.That(IsUp(resumed) && !IsHeld(resumed), $"{resumed}");
        Node.Sites.Where(IsUp).ToList().ForEach(Drop);
        caller.Succeeds();
        witness.Succeeds();
    }

    [Test]
    public void Reinvite_WithOtherPorts_MediaMovesThere()
    {
        using Sipp caller = Call("moved-ports");
        Until(() => Media is { Sounds: > 0, KeyFrames: > 0 }, "sound and picture come", caller);
        caller.GoOn();
        Until(() => Media.Moved is { Sounds: > 0, Pictures: > 0 }, "sound and picture move", caller);
        (int sounds, int pictures) = (Media.Sounds, Media.Pictures);
        Until(() => Media.Moved is { Sounds: > 20, Pictures: > 20 }, "they stay there", caller);
        Assert.That((Media.Sounds, Media.Pictures), Is.EqualTo((sounds, pictures)), "sent to the old place");
        DropTo(caller);
    }

    [Test]
    public void PictureFastUpdate_ByInfo_GivesAKeyFrame()
    {
        using Sipp caller = Call("picture-fast-update");
        Until(() => Media.KeyFrames > 0 && Media.Pictures > 30, "the first key frame is past", caller);
        int keyFrames = Media.KeyFrames;
        caller.GoOn();
        Until(() => Media.KeyFrames > keyFrames, "another key frame comes", caller);
        DropTo(caller);
    }

    [Test]
    public void StarSix_ByInfo_MutesTheRoom()
    {
        using Sipp caller = Call("dtmf-info");
        Until(() => Node.Sites.Any(site => site is { State: SiteState.Connected, SelfMuted: true }), "the room is muted", caller);
        DropTo(caller);
    }

    [Test]
    public void SessionTimer_RefreshedByReinviteAndUpdate_ChangesNothing()
    {
        using Sipp caller = Call("session-timer");
        caller.Succeeds();
        Assert.That(caller.Received("o=").Distinct().Count(), Is.EqualTo(1), caller.Log);
        Until(() => IsOneCall, "one site came and went", caller);
    }

    [Test]
    public void Cancel_OfAnAnsweredCall_HasNoEffect()
    {
        using Sipp caller = Call("cancel-too-late");
        caller.Succeeds();
        Until(() => IsOneCall, "one site came and went", caller);
    }

    [Test]
    public void Invite_Repeated_IsOneCallWithOneAnswer()
    {
        using Sipp caller = Call("repeated-invite", "-nr");
        caller.Succeeds();
        Assert.That(caller.Received("m=audio ").Distinct().Count(), Is.EqualTo(1), caller.Log);
        Until(() => IsOneCall, "one site came and went", caller);
    }

    private bool IsOneCall => Node.Happenings is ["SiteConnected sipp", "SiteDisconnected sipp hung_up"];

    private static string PortOf(string line) => line.Split(' ')[1];

    private static bool IsHeld(SiteInfo site) => site.State == SiteState.OnHold;

    // True when another room got half a second of sound and some pictures, and this one nothing.
    private bool IsQuietWhileOthersGet(MediaSink others)
    {
        others.Listen();
        Media.Listen();
        (int sounds, int pictures) = (Media.Sounds, Media.Pictures);
        (int heard, int seen) = (others.Sounds, others.Pictures);
        Wait.Until(
            () =>
            {
                others.Listen();
                return others.Sounds > heard + 25 && others.Pictures > seen + 7;
            },
            "the other room hears and sees");
        Media.Listen();
        return (Media.Sounds, Media.Pictures) == (sounds, pictures);
    }
}
