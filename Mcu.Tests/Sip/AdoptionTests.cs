using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>A call that one user agent had is carried on by another, at another address.</summary>
public sealed class AdoptionTests
{
    private static readonly SipBody First = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 first"));
    private static readonly SipBody Moved = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 moved"));
    private static readonly SipBody Third = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 third"));

    private SimulatedNetwork network = null!;
    private Peer primary = null!;
    private Peer standby = null!;
    private Peer room = null!;

    [SetUp]
    public void SetUp()
    {
        network = new SimulatedNetwork();
        primary = new Peer(network, "192.0.2.1", seed: 1);
        standby = new Peer(network, "192.0.2.3", seed: 3);
        room = new Peer(network, "192.0.2.2", seed: 2, options => options with { PinsDialogs = false });
        Array.ForEach([primary, standby, room], peer => peer.React = e => Answer(peer, e));
    }

    [TestCase(true, SipTransport.Udp)]
    [TestCase(false, SipTransport.Udp)]
    [TestCase(true, SipTransport.Tcp)]
    [TestCase(false, SipTransport.Tcp)]
    public void Adopt_CallOfADeadNode_IsTheSameDialogWithOurContact(bool byRoom, SipTransport transport)
    {
        DialogSnapshot snapshot = CallAndDie(byRoom, transport);
        SipCall call = Adopt(snapshot);
        standby.Agent.Reinvite(call, Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(2));

        SipMessage invite = network.Sent(standby, SipMethods.Invite).Single();
        DialogState dialog = snapshot.Dialog!;
        Assert.Multiple(() =>
        {
            Assert.That((invite.CallId, invite.From.Tag, invite.To.Tag), Is.EqualTo((dialog.CallId, dialog.LocalTag, dialog.RemoteTag)));
            Assert.That(invite.CSeq.Number, Is.EqualTo(dialog.LocalCSeq + 1201), "1000, and 100 for each term, are left out");
            Assert.That(invite.Contact!.Uri.Host, Is.EqualTo("192.0.2.3"));
            Assert.That(invite.Contact!.Uri.User, Is.EqualTo(NameAddress.Parse(dialog.LocalContact).Uri.User));
            Assert.That(Text(standby.Of<SipEvent.ReinviteAnswered>().Single().Body), Is.EqualTo("v=0 third"));
            Assert.That(Text(room.Of<SipEvent.Reoffer>().Single().Offer), Is.EqualTo("v=0 moved"));
            Assert.That(call.IsIncoming, Is.EqualTo(byRoom));
            Assert.That(room.Call.State, Is.EqualTo(CallState.Established));
            Assert.That(network.Sent(primary, SipMethods.Bye), Is.Empty);
        });
    }

    [TestCase(SipTransport.Udp)]
    [TestCase(SipTransport.Tcp)]
    public void Hangup_OfTheRoomAfterwards_ReachesTheAdopter(SipTransport transport)
    {
        SipCall call = Adopt(CallAndDie(byRoom: true, transport));
        standby.Agent.Reinvite(call, Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(2));
        room.Agent.Hangup(room.Call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(40));

        Assert.That(standby.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
        Assert.That((standby.Agent.CallCount, room.Agent.CallCount), Is.EqualTo((0, 0)));
    }

    [TestCase(false, 0, 2.1)]
    [TestCase(true, 2.0, 4.1)]
    public void Reinvite_DuringOneOfTheRoom_IsTriedAgainAfterBackingOff(bool isCaller, double earliest, double latest)
    {
        var bench = new AgentBench();
        DialogState there = new AgentBench().Establish().Snapshot().Dialog! with { IsCaller = isCaller };
        bench.Agent.Adopt(new DialogSnapshot(DialogPhase.Confirmed, there), term: 0, bench.Now, out SipCall? call);
        bench.Agent.Reinvite(call!, Moved, bench.Now);
        SipMessage first = bench.Take().Single();
        bench.Receive(AgentBench.Response(first, 491));
        bench.Take();
        bench.Advance(earliest);
        Assert.That(bench.Take(), Is.Empty);
        bench.Advance(latest - earliest);

        SipMessage second = bench.Take()[0];
        Assert.That((second.Method, second.CSeq.Number), Is.EqualTo((SipMethods.Invite, first.CSeq.Number + 1)));
        bench.Receive(AgentBench.Response(second, 200, body: "v=0"));
        Assert.That(bench.TakeEvents().Single(), Is.InstanceOf<SipEvent.ReinviteAnswered>());
    }

    [Test]
    public void Reinvite_RoomLostTheDialog_EndsTheCall()
    {
        var bench = new AgentBench();
        SipCall call = BenchCall(bench);
        bench.Agent.Reinvite(call, Moved, bench.Now);
        bench.Receive(AgentBench.Response(bench.Take().Single(), 481));

        Assert.That(bench.TakeEvents().Single(), Is.EqualTo(new SipEvent.Ended(call, CallEnd.DialogLost, 481)));
    }

    [Test]
    public void Reinvite_RoomIsGone_EndsTheCall()
    {
        SipCall call = Adopt(CallAndDie(byRoom: true));
        network.Drop = (_, from) => from == room;
        standby.Agent.Reinvite(call, Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(70));

        Assert.That(standby.Of<SipEvent.Ended>().Single(), Is.EqualTo(new SipEvent.Ended(call, CallEnd.DialogLost, 408)));
        Assert.That((standby.Agent.CallCount, standby.Agent.TransactionCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Receive_RequestsBeforeTheReinviteIsAnswered_AreServed()
    {
        var bench = new AgentBench();
        SipCall call = BenchCall(bench);
        bench.Agent.Reinvite(call, Moved, bench.Now);
        SipMessage ours = bench.Take().Single();
        (string Method, string Headers, string Body, int Status)[] requests =
        [
            (SipMethods.Options, "", "", 200),
            (SipMethods.Info, "Content-Type: application/dtmf\n", "5", 200),
            (SipMethods.Update, "", "", 200),
            (SipMethods.Update, "", "v=0 theirs", 491),
            (SipMethods.Invite, "", "v=0 theirs", 491),
            (SipMethods.Bye, "", "", 200),
        ];
        for (int i = 0; i < requests.Length; i++)
        {
            (string method, string headers, string body, int status) = requests[i];
            bench.Receive(AgentBench.Request(method, headers, body, $"z9hG4bK{i}", cseq: 10 + i, call.LocalTag));
            Assert.That(bench.Take()[0].Status, Is.EqualTo(status), $"{method} {body}");
        }

        bench.Receive(AgentBench.Response(ours, 200, body: "v=0"));
        Assert.That(bench.Take().Single().Method, Is.EqualTo(SipMethods.Ack));
        Assert.That(bench.TakeEvents().Select(e => e.GetType()), Is.EqualTo(new[]
        {
            typeof(SipEvent.DtmfReceived), typeof(SipEvent.RefreshOnly), typeof(SipEvent.Ended),
        }));
    }

    [Test]
    public void Receive_ReinviteOfTheRoomBeforeOurs_IsServedAndOursWithdrawn()
    {
        var bench = new AgentBench();
        SipCall call = BenchCall(bench);
        bench.Receive(AgentBench.Request(SipMethods.Invite, "", "v=0 theirs", "z9hG4bKb", cseq: 9, call.LocalTag));
        bench.Agent.Reinvite(call, Moved, bench.Now);
        Assert.That(bench.Take().Select(sent => sent.Status), Is.EqualTo(new[] { 100 }), "ours waits");

        Assert.That(bench.Agent.WithdrawReinvite(call), Is.True);
        bench.Agent.AnswerReinvite(call, Moved, bench.Now);
        bench.Receive(AgentBench.Request(SipMethods.Ack, branch: "z9hG4bKc", cseq: 9, toTag: call.LocalTag));
        bench.Advance(20);

        Assert.That(bench.Take().Select(sent => sent.Status), Is.EqualTo(new[] { 200 }));
        Assert.That(bench.Agent.WithdrawReinvite(call), Is.False);
    }

    [TestCase("uas", true)]
    [TestCase("uac", false)]
    public void Adopt_SessionTimer_GoesOnInTheSameRoles(string refresher, bool weRefresh)
    {
        var bench = new AgentBench();
        SipCall call = BenchCall(bench, $"Allow: UPDATE\nSupported: timer\nSession-Expires: 90;refresher={refresher}\n");
        bench.Advance(46);
        Assert.That(bench.Take().Select(sent => sent.Method), weRefresh ? Has.All.EqualTo(SipMethods.Update).And.Not.Empty : Is.Empty);

        bench.Advance(60);
        Assert.That(bench.TakeEvents().OfType<SipEvent.Ended>().Single().Call, Is.SameAs(call), "nobody refreshed it");
    }

    [Test]
    public void Adopt_Reinvite_RefreshesTheSessionTimer()
    {
        var bench = new AgentBench();
        SipCall call = BenchCall(bench, "Supported: timer\nSession-Expires: 90;refresher=uas\n");
        bench.Advance(40);
        bench.Agent.Reinvite(call, Moved, bench.Now);
        SipMessage invite = bench.Take().Single();
        Assert.That(invite.SessionExpires, Is.EqualTo(new SessionExpires(90, SessionRefresher.Uac)));

        bench.Receive(AgentBench.Response(invite, 200, headers: "Session-Expires: 90;refresher=uac\n", body: "v=0"));
        bench.Take();
        bench.Advance(44);
        Assert.That(bench.Take(), Is.Empty);
        bench.Advance(1.1);
        Assert.That(Text(bench.Take()[0].Content), Is.EqualTo("v=0 moved"), "the refresh repeats what we said last");
    }

    [Test]
    public void Adopt_CallThatRings_IsToBeMadeAnew()
    {
        var bench = new AgentBench();
        (SipCall ringing, _) = bench.Dial(First);
        Assert.That(standby.Agent.Adopt(ringing.Snapshot(), term: 0, network.Now, out SipCall? call), Is.EqualTo(AdoptionVerdict.NotConfirmed));
        Assert.That(call, Is.Null);
    }

    [Test]
    public void Adopt_CallThatEnded_NeverComesBack()
    {
        DialogSnapshot alive = CallAndDie(byRoom: true);
        SipCall call = Adopt(alive);
        Assert.That(standby.Agent.Adopt(alive, term: 0, network.Now, out _), Is.EqualTo(AdoptionVerdict.Known));

        standby.Agent.Hangup(call, reason: null, network.Now);
        Assert.That(standby.Agent.Adopt(call.Snapshot(), term: 0, network.Now, out _), Is.EqualTo(AdoptionVerdict.Ended));
        Assert.That(standby.Agent.Adopt(alive, term: 0, network.Now, out _), Is.EqualTo(AdoptionVerdict.Ended), "while the BYE is under way");
        network.RunFor(TimeSpan.FromSeconds(40));
        Assert.That(standby.Agent.Adopt(alive, term: 0, network.Now, out _), Is.EqualTo(AdoptionVerdict.Ended));
        Assert.That(standby.Agent.CallCount, Is.Zero);
    }

    [TestCase("nowhere", "sip:room@192.0.2.2", "<sip:mcu@192.0.2.1>")]
    [TestCase("192.0.2.2", "sip:room@192.0.2.2", "<sip:mcu@192.0.2.1>")]
    [TestCase("192.0.2.2:5060", "no uri", "<sip:mcu@192.0.2.1>")]
    [TestCase("192.0.2.2:5060", "sip:room@192.0.2.2", "<")]
    public void Adopt_Unreadable_IsRefused(string remote, string target, string contact)
    {
        DialogState dialog = CallAndDie(byRoom: true).Dialog! with { RemoteAddress = remote, RemoteTarget = target, LocalContact = contact };
        Assert.That(standby.Agent.Adopt(new DialogSnapshot(DialogPhase.Confirmed, dialog), term: 0, network.Now, out _), Is.EqualTo(AdoptionVerdict.Malformed));
        Assert.That(standby.Agent.CallCount, Is.Zero);
    }

    [Test]
    public void AbandonAll_CallsOfAllKinds_SaysNothingMoreToAnybody()
    {
        SipCall asked = room.Invite(primary, First);
        network.RunFor(TimeSpan.FromSeconds(1));
        primary.Agent.Reinvite(primary.Call, Third, network.Now);
        primary.Agent.Invite(
            new SipInvitation(SipUri.Parse("sip:nobody@192.0.2.9"), NameAddress.Parse("<sip:mcu@192.0.2.1>"), primary.Address, SipTransport.Udp, First), network.Now);
        network.Log.Clear();
        primary.Agent.AbandonAll();
        primary.Events.Clear();
        room.Agent.SendInfo(asked, new SipBody("application/dtmf", "5"u8.ToArray()), network.Now);
        network.RunFor(TimeSpan.FromSeconds(30));

        Assert.That(network.Log.Where(entry => entry.From == primary), Is.Empty);
        Assert.That(primary.Events, Is.Empty);
        Assert.That((primary.Agent.CallCount, primary.Agent.TransactionCount), Is.EqualTo((0, 0)));
        Assert.That(primary.Agent.Counters.Unheard, Is.Positive);
    }

    [Test]
    public void Adopt_ByANodeThatAbandonedTheCall_TakesItBack()
    {
        room.Invite(primary, First);
        network.RunFor(TimeSpan.FromSeconds(1));
        DialogSnapshot snapshot = primary.Call.Snapshot();
        primary.Agent.AbandonAll();
        primary.Agent.IsSilent = false;

        Assert.That(primary.Agent.Adopt(snapshot, term: 0, network.Now, out SipCall? call), Is.EqualTo(AdoptionVerdict.Adopted));
        primary.Agent.Reinvite(call!, Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(primary.Of<SipEvent.ReinviteAnswered>().Single().Call, Is.SameAs(call));
    }

    [Test]
    public void AwaitsCalls_RoomAsksBeforeItsCallIsAdopted_IsAnsweredAfterwards()
    {
        SipCall asked = room.Invite(primary, First);
        network.RunFor(TimeSpan.FromSeconds(1));
        DialogSnapshot snapshot = primary.Call.Snapshot();
        primary.Agent.AbandonAll();
        (primary.Agent.IsSilent, primary.Agent.AwaitsCalls) = (false, true);
        room.Agent.SendInfo(asked, new SipBody("application/dtmf", "5"u8.ToArray()), network.Now);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.That(room.Call.State, Is.EqualTo(CallState.Established), "a 481 would end its call");

        Assert.That(primary.Agent.Adopt(snapshot, term: 2, network.Now, out SipCall? call), Is.EqualTo(AdoptionVerdict.Adopted));
        primary.Agent.AwaitsCalls = false;
        network.RunFor(TimeSpan.FromSeconds(40));
        Assert.That((room.Call.State, call!.State), Is.EqualTo((CallState.Established, CallState.Established)), "it came again, and was answered");
    }

    [Test]
    public void AwaitsCalls_NoMore_CallThatWasNotAdoptedEnds()
    {
        SipCall asked = room.Invite(primary, First);
        network.RunFor(TimeSpan.FromSeconds(1));
        primary.Agent.AbandonAll();
        (primary.Agent.IsSilent, primary.Agent.AwaitsCalls) = (false, true);
        room.Agent.SendInfo(asked, new SipBody("application/dtmf", "5"u8.ToArray()), network.Now);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        primary.Agent.AwaitsCalls = false;
        network.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(room.Call.State, Is.EqualTo(CallState.Ended));
    }

    [Test]
    public void Adopt_WhoTookItOverFellBeforeItToldSo_IsBelievedByTheRoom()
    {
        DialogSnapshot snapshot = CallAndDie(byRoom: true);
        standby.Agent.Reinvite(Adopt(snapshot), Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));
        standby.Agent.AbandonAll();
        primary.Agent.IsSilent = false;
        network.Drop = (_, from) => from == standby;

        Assert.That(primary.Agent.Adopt(snapshot, term: 3, network.Now, out SipCall? call), Is.EqualTo(AdoptionVerdict.Adopted), "of the same record");
        primary.Agent.Reinvite(call!, Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(primary.Of<SipEvent.ReinviteAnswered>().Single().Call, Is.SameAs(call));
    }

    [Test]
    public void Adopt_OnABadNetwork_NeverLosesTheCall([Range(0, 199)] int seed)
    {
        var random = new Random(seed);
        bool byRoom = random.Next(2) == 0;
        SipTransport transport = random.Next(4) == 0 ? SipTransport.Tcp : SipTransport.Udp;
        DialogSnapshot snapshot = CallAndDie(byRoom, transport);
        network.Loss = random.NextDouble() * 0.3;
        network.Duplication = random.NextDouble() * 0.2;
        network.LongestDelay = TimeSpan.FromMilliseconds(5 + random.Next(400));
        SipCall call = Adopt(snapshot);
        network.RunFor(TimeSpan.FromMilliseconds(random.Next(500)));
        standby.Agent.Reinvite(call, Moved, network.Now);
        network.RunFor(TimeSpan.FromSeconds(60));

        Assert.That((call.State, room.Call.State), Is.EqualTo((CallState.Established, CallState.Established)), $"seed {seed}");
        Assert.That(standby.Of<SipEvent.ReinviteAnswered>().Count(), Is.EqualTo(1), $"seed {seed}");
        standby.Agent.HangupAll(reason: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(100));
        Assert.That((standby.Agent.CallCount, standby.Agent.TransactionCount), Is.EqualTo((0, 0)), $"seed {seed}");
    }

    private static string Text(SipBody? body) => Encoding.ASCII.GetString(body!.Bytes.Span);

    // A call of the bench's peer, as another node would have written it down.
    private static SipCall BenchCall(AgentBench bench, string headers = "")
    {
        SipCall there = new AgentBench().Establish(headers);
        Assert.That(bench.Agent.Adopt(there.Snapshot(), term: 0, bench.Now, out SipCall? call), Is.EqualTo(AdoptionVerdict.Adopted));
        return call!;
    }

    private DialogSnapshot CallAndDie(bool byRoom, SipTransport transport = SipTransport.Udp)
    {
        _ = byRoom ? room.Invite(primary, First, transport) : primary.Invite(room, First, transport);
        network.RunFor(TimeSpan.FromSeconds(1));
        DialogSnapshot snapshot = primary.Call.Snapshot();
        primary.Agent.AbandonAll();
        network.CutTcp();
        return snapshot;
    }

    private SipCall Adopt(DialogSnapshot snapshot)
    {
        Assert.That(standby.Agent.Adopt(snapshot, term: 2, network.Now, out SipCall? call), Is.EqualTo(AdoptionVerdict.Adopted));
        return call!;
    }

    private void Answer(Peer peer, SipEvent e)
    {
        switch (e)
        {
            case SipEvent.IncomingCall:
                peer.Agent.Accept(e.Call, First, network.Now);
                break;
            case SipEvent.Reoffer:
                peer.Agent.AnswerReinvite(e.Call, Third, network.Now);
                break;
            default:
                break;
        }
    }
}
