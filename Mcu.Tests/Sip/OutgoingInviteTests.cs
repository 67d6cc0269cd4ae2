using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>Outgoing calls against peers written by hand: forks, lost connections, sizes.</summary>
public sealed class OutgoingInviteTests
{
    private static readonly SipBody Offer = SipBody.Sdp("v=0 offer"u8.ToArray());
    private AgentBench bench = null!;

    [SetUp]
    public void SetUp() => bench = new AgentBench();

    [Test]
    public void Success_OfASecondBranch_IsAcknowledgedAndEnded()
    {
        (SipCall call, SipMessage invite) = bench.Dial(Offer);
        bench.Receive(AgentBench.Response(invite, 200, "one", body: "v=0"));
        bench.Take();
        bench.Receive(AgentBench.Response(invite, 200, "two", body: "v=0"));

        List<SipMessage> sent = bench.Take();
        Assert.That(sent.Select(message => (message.Method, message.To.Tag)), Is.EqualTo(new[] { (SipMethods.Ack, "two"), (SipMethods.Bye, "two") }));
        Assert.That(call.Dialog!.RemoteTag, Is.EqualTo("one"));
        Assert.That(bench.TakeEvents().OfType<SipEvent.Answered>().Count(), Is.EqualTo(1));
        bench.Receive(AgentBench.Response(invite, 200, "two", body: "v=0"));
        Assert.That(bench.Take().Single().Method, Is.EqualTo(SipMethods.Ack));
    }

    [Test]
    public void Success_AgainAfterBye_IsAcknowledgedAgain()
    {
        (SipCall call, SipMessage invite) = bench.Dial(Offer);
        bench.Receive(AgentBench.Response(invite, 200, body: "v=0"));
        SipMessage ack = bench.Take().Single();
        bench.Agent.Hangup(call, reason: null, bench.Now);
        bench.Receive(AgentBench.Response(bench.Take().Single(), 200));
        Assert.That(call.State, Is.EqualTo(CallState.Ended));

        bench.Receive(AgentBench.Response(invite, 200, body: "v=0"));
        Assert.That(bench.Take().Single().Via.Branch, Is.EqualTo(ack.Via.Branch));
    }

    [Test]
    public void Refusal_IsAcknowledgedOnTheSameBranch()
    {
        (_, SipMessage invite) = bench.Dial(Offer);
        bench.Receive(AgentBench.Response(invite, 486));
        bench.Receive(AgentBench.Response(invite, 486));

        List<SipMessage> acks = bench.Take();
        Assert.That(acks, Has.Count.EqualTo(2));
        Assert.That(acks.Select(ack => ack.Via.Branch), Is.All.EqualTo(invite.Via.Branch));
        Assert.That(acks[0].To.Tag, Is.EqualTo("far"));
        Assert.That(bench.TakeEvents().OfType<SipEvent.Failed>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void LateOffer_HangupBeforeTheAnswer_AcknowledgesAndEnds()
    {
        (SipCall call, SipMessage invite) = bench.Dial(offer: null);
        bench.Receive(AgentBench.Response(invite, 200, body: "v=0 offer"));
        Assert.That(bench.Take(), Is.Empty, "the ACK waits for the answer");
        bench.Agent.Hangup(call, reason: null, bench.Now);
        Assert.That(bench.Take().Select(message => message.Method), Is.EqualTo(new[] { SipMethods.Ack, SipMethods.Bye }));
    }

    [Test]
    public void EarlyAnswer_WithASuccessWithoutBody_IsTheAnswer()
    {
        (_, SipMessage invite) = bench.Dial(Offer);
        bench.Receive(AgentBench.Response(invite, 183, body: "v=0 early"));
        bench.Receive(AgentBench.Response(invite, 200));
        Assert.That(bench.TakeEvents().OfType<SipEvent.Answered>().Single().Body!.Bytes.Length, Is.EqualTo(9));
    }

    [TestCase(SipTransport.Udp, "UDP", "<sip:mcu@192.0.2.1:5060>")]
    [TestCase(SipTransport.Tcp, "TCP", "<sip:mcu@192.0.2.1:5060;transport=tcp>")]
    public void Invite_NamesUsByItsTransport(SipTransport transport, string via, string contact)
    {
        (_, SipMessage invite) = bench.Dial(Offer, transport);
        Assert.That(invite.Via.Transport, Is.EqualTo(via));
        Assert.That(invite.Via.Parameters.Has("rport"), Is.True);
        Assert.That(invite.Headers[SipHeaderNames.Contact], Is.EqualTo(contact));
    }

    [Test]
    public void Invite_Large_GoesByTcpWithContactAndFallsBackWithContact()
    {
        (_, SipMessage invite) = bench.Dial(SipBody.Sdp(new byte[1300]));
        Assert.That((invite.Via.Transport, invite.Contact!.Uri.Parameters["transport"]), Is.EqualTo(("TCP", "tcp")));

        bench = new AgentBench();
        bench.Agent.Invite(
            new SipInvitation(SipUri.Parse("sip:a@192.0.2.9"), NameAddress.Parse("<sip:b@c>"), AgentBench.Flow.Remote, SipTransport.Udp, SipBody.Sdp(new byte[1300])),
            bench.Now);
        bench.Agent.SendFailed(bench.TakeRaw().Single(), bench.Now);
        SipMessage again = bench.Take().Single();
        Assert.That((again.Via.Transport, again.Contact!.Uri.Parameters["transport"]), Is.EqualTo(("UDP", (string?)null)));
    }

    [Test]
    public void Hangup_AfterTheConnectionDied_OpensAnotherToThePeersContact()
    {
        SipFlow tcp = new(SipTransport.Tcp, AgentBench.Own, IPEndPoint.Parse("192.0.2.9:40000"), ConnectionId: 3);
        SipCall call = bench.Establish(flow: tcp);
        bench.Agent.FlowClosed(tcp);
        bench.Agent.Hangup(call, reason: null, bench.Now);

        SipFlow used = bench.TakeRaw().Single().Flow;
        Assert.That((used.Remote, used.ConnectionId), Is.EqualTo((IPEndPoint.Parse("192.0.2.9:5060"), 0L)));
    }

    [Test]
    public void Hangup_OverAConnectionFoundDead_TriesAnother()
    {
        SipFlow tcp = new(SipTransport.Tcp, AgentBench.Own, IPEndPoint.Parse("192.0.2.9:40000"), ConnectionId: 3);
        SipCall call = bench.Establish(flow: tcp);
        bench.Agent.Hangup(call, reason: null, bench.Now);
        SipOutgoing first = bench.TakeRaw().Single();
        bench.Agent.SendFailed(first, bench.Now);
        SipOutgoing second = bench.TakeRaw().Single();
        bench.Agent.SendFailed(second, bench.Now);

        Assert.That((first.Flow.ConnectionId, second.Flow.ConnectionId), Is.EqualTo((3L, 0L)));
        Assert.That(call.State, Is.EqualTo(CallState.Ended));
        Assert.That(bench.Take(), Is.Empty);
    }

    [Test]
    public void Request_OnANewConnectionOfThePeer_MovesTheCallThere()
    {
        SipFlow tcp = new(SipTransport.Tcp, AgentBench.Own, IPEndPoint.Parse("192.0.2.9:40000"), ConnectionId: 3);
        SipFlow other = tcp with { Remote = IPEndPoint.Parse("192.0.2.9:40001"), ConnectionId = 4 };
        SipCall call = bench.Establish(flow: tcp);
        bench.Agent.FlowClosed(tcp);
        bench.Receive(AgentBench.Request(SipMethods.Info, branch: "z9hG4bKb", cseq: 2, toTag: call.LocalTag), other);

        Assert.That(bench.Take().Single().Status, Is.EqualTo(200));
        Assert.That(call.Flow, Is.EqualTo(other));
        Assert.That(call.Dialog!.RemoteAddress, Is.EqualTo("192.0.2.9:40001"));
    }

    [Test]
    public void Response_OverADeadConnection_GoesToViasAddress()
    {
        SipFlow tcp = new(SipTransport.Tcp, AgentBench.Own, IPEndPoint.Parse("192.0.2.9:40000"), ConnectionId: 3);
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0"), tcp);
        bench.Take();
        bench.Agent.Reject(bench.TakeEvents().Single().Call, 486, reason: null, [], bench.Now);
        bench.Agent.SendFailed(bench.TakeRaw().Single(), bench.Now);

        SipFlow used = bench.TakeRaw().Single().Flow;
        Assert.That((used.Remote, used.ConnectionId), Is.EqualTo((IPEndPoint.Parse("192.0.2.9:5060"), 0L)));
    }

    [Test]
    public void Cancel_WithoutAFinalResponse_IsGivenUpAfter64T1()
    {
        (SipCall call, SipMessage invite) = bench.Dial(Offer);
        bench.Receive(AgentBench.Response(invite, 180));
        bench.Agent.Hangup(call, reason: null, bench.Now);
        bench.Advance(70);

        Assert.That(call.State, Is.EqualTo(CallState.Ended));
        Assert.That(bench.Agent.TransactionCount, Is.Zero);
    }
}
