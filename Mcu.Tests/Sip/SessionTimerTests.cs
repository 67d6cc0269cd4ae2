using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>RFC 4028 between two user agents, and against peers written by hand.</summary>
public sealed class SessionTimerTests
{
    private static readonly SipBody Sdp = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0"));

    private SimulatedNetwork network = null!;
    private Peer alice = null!;
    private Peer bob = null!;

    [SetUp]
    public void SetUp()
    {
        network = new SimulatedNetwork();
        alice = new Peer(network, "192.0.2.1", seed: 1);
        bob = new Peer(network, "192.0.2.2", seed: 2);
        bob.React = e => bob.Agent.Accept(e.Call, Sdp, network.Now);
    }

    [Test]
    public void Session_Long_IsRefreshedByTheCallerWithUpdate()
    {
        SipCall call = alice.Invite(bob, Sdp);
        network.RunFor(TimeSpan.FromSeconds(3700));

        Assert.That(call.Dialog!.SessionInterval, Is.EqualTo(1800));
        Assert.That(network.Sent(alice, SipMethods.Update).Count(), Is.EqualTo(4), "at 900, 1800, 2700 and 3600 s");
        Assert.That(network.Sent(bob, SipMethods.Update), Is.Empty);
        Assert.That(alice.Of<SipEvent.RefreshOnly>().Count(), Is.EqualTo(4));
        Assert.That(bob.Of<SipEvent.RefreshOnly>().Count(), Is.EqualTo(4));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Session_PeerVanishes_EndsTheCallWithBye()
    {
        alice.Invite(bob, Sdp);
        network.RunFor(TimeSpan.FromSeconds(1));
        network.Drop = (_, from) => from == alice;
        network.RunFor(TimeSpan.FromSeconds(1768));

        Assert.That(bob.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.SessionExpired));
        Assert.That(network.Sent(bob, SipMethods.Bye), Is.Not.Empty);
        Assert.That(alice.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.DialogLost), "the refresh got no answer");
    }

    [Test]
    public void Invite_IntervalTooSmall_IsRefusedAndTriedAgainWithALongerOne()
    {
        alice = new Peer(
            network, "192.0.2.3", seed: 3, options => options with { SessionInterval = TimeSpan.FromSeconds(60), SmallestSessionInterval = TimeSpan.FromSeconds(60) });
        SipCall call = alice.Invite(bob, Sdp);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(network.Sent(bob, 422).Single().MinSe, Is.EqualTo(90));
        Assert.That(network.Sent(alice, SipMethods.Invite).Select(invite => invite.CSeq.Number), Is.EqualTo(new uint[] { 1, 2 }));
        Assert.That(call.Dialog!.SessionInterval, Is.EqualTo(90));
    }

    [Test]
    public void Invite_PeerWantsUsToRefresh_RefreshesByReinviteWhereUpdateIsNotAllowed()
    {
        var bench = new AgentBench();
        SipCall call = bench.Establish("Supported: timer\nSession-Expires: 90;refresher=uas\n");
        bench.Advance(45.1);

        SipMessage refresh = bench.Take().Single();
        Assert.That(refresh.Method, Is.EqualTo(SipMethods.Invite));
        Assert.That(refresh.SessionExpires, Is.EqualTo(new SessionExpires(90, SessionRefresher.Uac)));
        Assert.That(Encoding.ASCII.GetString(refresh.Body.Span), Is.EqualTo("v=0 answer"), "the last description again");

        bench.Receive(AgentBench.Response(refresh, 200, headers: "Session-Expires: 90;refresher=uac\n", body: "v=0"));
        Assert.That(bench.TakeEvents().Single(), Is.InstanceOf<SipEvent.RefreshOnly>());
        Assert.That(bench.Take().Single().Method, Is.EqualTo(SipMethods.Ack));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Invite_PeerRefreshes_AnswersWithItsIntervalAndRequiresTimer()
    {
        var bench = new AgentBench();
        bench.Receive(AgentBench.Request(SipMethods.Invite, "Supported: timer\nSession-Expires: 600;refresher=uac\n", "v=0"));
        bench.Agent.Accept(bench.TakeEvents().Single().Call, Sdp, bench.Now);

        SipMessage success = bench.Take().Last();
        Assert.That(success.SessionExpires, Is.EqualTo(new SessionExpires(600, SessionRefresher.Uac)));
        Assert.That(success.Headers[SipHeaderNames.Require], Is.EqualTo("timer"));
    }

    [Test]
    public void Invite_PeerWithoutTimer_HasNone()
    {
        var bench = new AgentBench();
        SipCall call = bench.Establish();
        bench.Advance(10_000);

        Assert.That(call.Dialog!.SessionInterval, Is.Zero);
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [TestCase(SipMethods.Invite)]
    [TestCase(SipMethods.Update)]
    public void Refresh_IntervalTooSmall_IsRefusedWith422(string method)
    {
        var bench = new AgentBench();
        SipCall call = bench.Establish("Supported: timer\nSession-Expires: 90;refresher=uac\n");
        bench.Receive(AgentBench.Request(
            method, "Supported: timer\nSession-Expires: 30;refresher=uac\n", branch: "z9hG4bKb", cseq: 2, toTag: call.LocalTag));

        SipMessage refusal = bench.Take().Single();
        Assert.That((refusal.Status, refusal.MinSe), Is.EqualTo((422, 90u)));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Refresh_PeerSendsNone_EndsAThirdBeforeTheIntervalIsOver()
    {
        var bench = new AgentBench();
        bench.Establish("Supported: timer\nSession-Expires: 90;refresher=uac\n");
        bench.Advance(59.9);
        Assert.That(bench.TakeEvents(), Is.Empty);

        bench.Advance(0.2);
        Assert.That(bench.TakeEvents().OfType<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.SessionExpired));
        Assert.That(bench.Take().Single().Method, Is.EqualTo(SipMethods.Bye));
    }

    [Test]
    public void Refresh_RefusedFor422_AsksForTheLongerInterval()
    {
        var bench = new AgentBench();
        bench.Establish("Allow: UPDATE\nSupported: timer\nSession-Expires: 90;refresher=uas\n");
        bench.Advance(45.1);
        bench.Receive(AgentBench.Response(bench.Take().Single(), 422, headers: "Min-SE: 300\n"));
        bench.Advance(5);

        Assert.That(bench.Take()[0].SessionExpires!.Value.Seconds, Is.EqualTo(300));
    }

    [Test]
    public void Refresh_UpdateNotAllowedAfterAll_GoesByReinvite()
    {
        var bench = new AgentBench();
        bench.Establish("Allow: UPDATE\nSupported: timer\nSession-Expires: 90;refresher=uas\n");
        bench.Advance(45.1);
        SipMessage update = bench.Take().Single();
        bench.Receive(AgentBench.Response(update, 405));
        bench.Advance(5);

        Assert.That(update.Method, Is.EqualTo(SipMethods.Update));
        Assert.That(bench.Take()[0].Method, Is.EqualTo(SipMethods.Invite));
    }
}
