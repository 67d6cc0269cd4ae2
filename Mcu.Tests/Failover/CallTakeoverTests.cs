using Mcu.Core.Conferences;
using Mcu.Core.Sip;
using Mcu.Node.Calls;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Tests.Cascade.Meetings;
using Mcu.Tests.Hosting;
using Mcu.V1;
using SiteDirection = Mcu.Node.Control.SiteDirection;
using SiteState = Mcu.Node.Control.SiteState;

namespace Mcu.Tests.Failover;

/// <summary>One node loses its calls, another at another address carries them on; the rooms are on real sockets.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CallTakeoverTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    [Test]
    public async Task AdoptAsync_CallsOfANodeThatFell_GoOnAsTheyWere()
    {
        await using var pair = new NodePair();
        using var loud = new SipRoom("dien-khanh");
        using var muted = new SipRoom("cam-lam");
        Connect(pair, loud, muted);
        pair.Apply(new ConferenceCommand.Mute("cam-lam", MuteBits.Province, On: true));
        pair.Apply(new ConferenceCommand.SetGain("cam-lam", 3));
        pair.Apply(new ConferenceCommand.GiveFloor("dien-khanh"));
        DateTimeOffset?[] connected = [.. NodePair.Sites(pair.Primary).Select(site => site.ConnectedAt)];

        DialogRecord[] records = pair.Fail();
        loud.Reception.GotKeyFrame = muted.Reception.GotKeyFrame = false;
        IReadOnlyList<AdoptionOutcome> outcomes = pair.TakeOver(records, Limit, loud, muted);
        loud.Sound.Restart();
        muted.Sound.Restart();
        NodePair.Until(
            () => IsServedByStandby(loud) && IsServedByStandby(muted) && NodePair.Gets(pair.Standby, "dien-khanh") && NodePair.Gets(pair.Standby, "cam-lam")
                && muted.Sound.Voiced > 20 && loud.Sound.Frames > 50,
            "sound and picture flow, both ways",
            loud,
            muted);

        Assert.Multiple(() =>
        {
            Assert.That(outcomes.Select(outcome => outcome.Result), Is.All.EqualTo(AdoptionResult.Adopted));
            Assert.That(pair.Paced, Is.EqualTo(2));
            Assert.That(loud.HasEnded || muted.HasEnded, Is.False);
            Assert.That(loud.Sound.Voiced, Is.Zero, "who was muted stays so");
            Assert.That(pair.Adopted("dien-khanh"), Has.Property(nameof(SiteInfo.OnFloor)).True.And.Property(nameof(SiteInfo.Direction)).EqualTo(SiteDirection.DialedIn));
            Assert.That((pair.Adopted("cam-lam").Muted, pair.Adopted("cam-lam").GainDb), Is.EqualTo((true, 3d)));
            Assert.That(NodePair.Sites(pair.Standby).Select(site => site.ConnectedAt), Is.EqualTo(connected));
            Assert.That(pair.Told, Has.None.EqualTo(ControlEventKind.SiteConnected).And.None.EqualTo(ControlEventKind.SiteDisconnected));
            Assert.That(pair.Primary.Engine.PortsInUse, Is.Zero);
        });
        loud.Hangup();
        muted.Hangup();
        NodePair.Until(() => pair.Standby.Engine is { PortsInUse: 0, ClosingLegs: 0 }, "the standby frees all", loud, muted);
        Assert.That(NodePair.Sites(pair.Standby).Select(site => site.Reason), Is.All.EqualTo(CallReasons.HungUp));
    }

    [Test]
    public async Task AdoptAsync_SlidesOfANodeThatFell_GoOnAsTheyWere()
    {
        await using var pair = new NodePair();
        using var presenter = new SipRoom("van-phong", hasSlides: true);
        using var viewer = new SipRoom("nha-trang", hasSlides: true);
        Connect(pair, presenter, viewer);
        presenter.Slides.Clip = SeenLuma.Plain(200);
        NodePair.Until(() => viewer.Screen!.Shows(200), "it presents", presenter, viewer);

        pair.TakeOver(pair.Fail(), Limit, presenter, viewer);
        int seen = viewer.Screen!.Pictures;
        NodePair.Until(() => IsServedByStandby(viewer) && viewer.Screen.Pictures > seen + 5, "the second screen goes on", presenter, viewer);
        Assert.That(pair.Adopted("van-phong").Presenting, Is.True);
        Assert.That(pair.Told, Has.None.EqualTo(ControlEventKind.ContentStarted).And.None.EqualTo(ControlEventKind.ContentStopped), "nobody notices");
        presenter.Hangup();
        viewer.Hangup();
        NodePair.Until(() => pair.Standby.Engine is { PortsInUse: 0, ClosingLegs: 0 }, "the standby frees all", presenter, viewer);
    }

    [Test]
    public async Task AdoptAsync_BackAndForth_KeepsTheCall()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("van-ninh");
        Connect(pair, room);
        pair.TakeOver(pair.Fail(), Limit, room);
        NodePair.Until(() => IsServedByStandby(room) && NodePair.Gets(pair.Standby, "van-ninh"), "the standby has the call", room);

        DialogRecord[] records = NodePair.Records(pair.Standby);
        await pair.Standby.Takeover.AbandonAsync();
        Task<IReadOnlyList<AdoptionOutcome>> back = pair.Primary.Takeover.AdoptAsync(records, term: 3, _ => ValueTask.CompletedTask, Limit, CancellationToken.None);
        NodePair.Until(() => back.IsCompleted && NodePair.Gets(pair.Primary, "van-ninh"), "the primary has it back", room);

        Assert.That(back.Result.Single().Result, Is.EqualTo(AdoptionResult.Adopted));
        Assert.That(room.Reception.From, Is.EqualTo((NodePair.PrimaryAddress, NodePair.PrimaryAddress)));
        Assert.That(records[0].Dialog.LocalCseq, Is.GreaterThan(1000));
        room.Hangup();
    }

    [Test]
    public async Task AdoptAsync_RoomNoLongerKnowsTheCall_IsCalledAnew()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("cam-ranh", knowsItsMcuOnly: true);
        Connect(pair, room);
        AdoptionOutcome outcome = pair.TakeOver(pair.Fail(), Limit, room).Single();
        Assert.That((outcome.Result, outcome.Reason), Is.EqualTo((AdoptionResult.Redialled, CallReasons.DialogLost)));

        NodePair.Until(() => NodePair.Gets(pair.Standby, "cam-ranh") && IsServedByStandby(room), "it is in by a new call", room);
        Assert.That(outcome.Call!.Result.IsAnswered, Is.True);
        Assert.That(NodePair.Sites(pair.Standby).Single().Direction, Is.EqualTo(SiteDirection.DialedOut));
    }

    [Test]
    public async Task AdoptAsync_RoomDoesNotAnswer_IsCalledAnewAfterTheLimit()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("ninh-hoa");
        Connect(pair, room);
        AdoptionOutcome outcome = pair.TakeOver(pair.Fail(), TimeSpan.FromMilliseconds(300)).Single(); // the room stands still

        Assert.That((outcome.Result, outcome.Reason), Is.EqualTo((AdoptionResult.Redialled, CallReasons.TakeoverFailed)));
        NodePair.Until(() => NodePair.Gets(pair.Standby, "ninh-hoa"), "it is in by a new call", room);
    }

    [Test]
    public async Task AdoptAsync_CallsThatCannotBeCarriedOn_AreToldApart()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("dien-tho");
        Connect(pair, room);
        DialogRecord alive = pair.Fail().Single();
        DialogRecord[] records =
        [
            new() { Conference = NodePair.Name, Site = "ringing", Title = "Đang gọi", Phase = DialogPhase.Early },
            new() { Conference = NodePair.Name, Site = "gone", Title = "Đã rời", Phase = DialogPhase.Ended },
            new(alive) { Conference = "ha-noi" },
            alive,
            alive,
        ];
        IReadOnlyList<AdoptionOutcome> outcomes = pair.TakeOver(records, Limit, room);

        Assert.That(outcomes.Select(outcome => (outcome.Result, outcome.Reason)), Is.EqualTo(new[]
        {
            (AdoptionResult.Lost, CallReasons.TakeoverFailed),
            (AdoptionResult.Over, ""),
            (AdoptionResult.Over, ""),
            (AdoptionResult.Adopted, ""),
            (AdoptionResult.Over, CallReasons.CalledIn),
        }));
        room.Hangup();
        NodePair.Until(() => pair.Adopted("dien-tho").State == SiteState.Disconnected, "the room has left", room);
        Assert.That(pair.TakeOver([alive], Limit, room).Single().Result, Is.EqualTo(AdoptionResult.Over), "what has ended never comes back");
        Assert.That(room.Events.OfType<SipEvent.IncomingCall>(), Is.Empty);
    }

    [Test]
    public async Task AdoptAsync_RecordWithoutASession_SaysByeAndCallsAnew()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("suoi-dau");
        Connect(pair, room);
        DialogRecord damaged = pair.Fail().Single();
        damaged.RemoteDescription = "v=0";
        AdoptionOutcome outcome = pair.TakeOver([damaged], Limit, room).Single();

        Assert.That((outcome.Result, outcome.Reason), Is.EqualTo((AdoptionResult.Redialled, CallReasons.NoCommonCodec)));
        NodePair.Until(() => NodePair.Gets(pair.Standby, "suoi-dau"), "it is in by a new call", room);
        Assert.That(room.Events.OfType<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
    }

    [Test]
    public async Task AdoptAsync_RoomAnswersOtherwiseThanBefore_GetsMediaAnewToItsLiking()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("cam-hai") { Phone = { Rewrite = answer => answer.Replace("a=ptime:20", "a=ptime:40", StringComparison.Ordinal) } };
        Connect(pair, room);
        AdoptionOutcome outcome = pair.TakeOver(pair.Fail(), Limit, room).Single();
        NodePair.Until(() => IsServedByStandby(room) && NodePair.Gets(pair.Standby, "cam-hai"), "sound and picture flow", room);

        Assert.That(outcome.Result, Is.EqualTo(AdoptionResult.Adopted));
        Assert.That(room.Events.OfType<SipEvent.Reoffer>().Count(), Is.EqualTo(2), "the second names the ports of the new media");
        Assert.That(NodePair.Turn(pair.Standby, () => pair.Standby.Conference(NodePair.Name).CallOf("cam-hai")!.Leg!.Audio!.Format.PacketTime), Is.EqualTo(40));
        NodePair.Until(() => pair.Standby.Engine.PortsInUse == 2, "the first ports are free again", room);
        room.Hangup();
    }

    [Test]
    public async Task AdoptAsync_RoomOffersFirst_IsNotAskedAgain()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("cam-nghia");
        Connect(pair, room);
        var turns = new TaskCompletionSource();
        pair.Turns = turns.Task;
        Task<IReadOnlyList<AdoptionOutcome>> taking = pair.BeginTakeOver(pair.Fail(), Limit);
        NodePair.Until(() => NodePair.StandbyAddress.Equals(room.Reception.From.Sound), "it is sent sound before it is told", room);
        room.Phone.Outbound = pair.StandbySip;
        room.Reoffer();
        NodePair.Until(() => NodePair.Gets(pair.Standby, "cam-nghia"), "it has moved by its own offer", room);
        turns.SetResult();
        NodePair.Until(() => taking.IsCompleted, "nothing is left to do", room);

        Assert.That(taking.Result.Single().Result, Is.EqualTo(AdoptionResult.Adopted));
        Assert.That(room.Events.OfType<SipEvent.Reoffer>(), Is.Empty);
        room.Hangup();
        NodePair.Until(() => pair.Standby.Engine.PortsInUse == 0, "its BYE is heard", room);
    }

    [Test]
    public async Task AbandonAsync_WithCallsUp_TellsNobody()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("dai-lanh");
        Connect(pair, room);
        await pair.Primary.Takeover.AbandonAsync();
        int sounds = room.SoundPackets;
        room.Hangup();
        NodePair.Until(() => pair.Primary.Engine is { PortsInUse: 0, ClosingLegs: 0 }, "its media end", room);

        Assert.That(room.Events.OfType<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.LocalHangup));
        Assert.That(room.SoundPackets - sounds, Is.LessThan(50));
        Assert.That(NodePair.Sites(pair.Primary).Single().State, Is.EqualTo(SiteState.Connected), "the roster is the other node's matter");
    }

    [Test]
    public async Task Capture_CallThatHasNotChanged_IsTheSameRecord()
    {
        await using var pair = new NodePair();
        using var room = new SipRoom("vinh-hai");
        Connect(pair, room);
        DialogRecord Captured() => NodePair.Turn(pair.Primary, () => pair.Primary.Takeover.Capture().Single());
        DialogRecord first = Captured();
        pair.Apply(new ConferenceCommand.SetGain("vinh-hai", 2));
        Assert.That(Captured(), Is.SameAs(first));

        room.SendKey();
        NodePair.Until(() => !ReferenceEquals(Captured(), first), "its CSeq has risen", room);
        DialogRecord second = Captured();
        Assert.That(second.Dialog.RemoteCseq, Is.EqualTo(first.Dialog.RemoteCseq + 1));
        Assert.That((second.Phase, second.Title, second.Conference), Is.EqualTo((DialogPhase.Confirmed, "vinh-hai", NodePair.Name)));
        room.Hangup();
    }

    private static void Connect(NodePair pair, params SipRoom[] rooms)
    {
        Array.ForEach(rooms, room => room.Call(pair.Sip, NodePair.Name));
        NodePair.Until(
            () => rooms.All(room => room is { IsUp: true, Reception.GotKeyFrame: true, SoundPackets: > 10 } && NodePair.Gets(pair.Primary, room.Name)), "the rooms are in", rooms);
    }

    private static bool IsServedByStandby(SipRoom room) =>
        room.Reception.GotKeyFrame && NodePair.StandbyAddress.Equals(room.Reception.From.Sound) && NodePair.StandbyAddress.Equals(room.Reception.From.Picture);
}
