using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>What a user agent says to requests within a call, and whom it believes.</summary>
public sealed class InDialogRequestsTests
{
    private AgentBench bench = null!;
    private SipCall call = null!;

    [SetUp]
    public void SetUp()
    {
        bench = new AgentBench();
        call = bench.Establish();
    }

    [Test]
    public void Bye_FromThePeer_EndsTheCall()
    {
        Send(SipMethods.Bye, 2);
        Assert.That(bench.Take().Single().Status, Is.EqualTo(200));
        Assert.That(bench.TakeEvents().OfType<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
    }

    [Test]
    public void Bye_FromAnotherUdpSource_IsUnknown()
    {
        Send(SipMethods.Bye, 2, AgentBench.Flow with { Remote = IPEndPoint.Parse("192.0.2.9:5061") });
        Assert.That(bench.Take().Single().Status, Is.EqualTo(481));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
        Assert.That(bench.Agent.Counters.FromElsewhere, Is.EqualTo(1));
    }

    [Test]
    public void Bye_FromAnotherTcpSource_IsUnknownUnlessItIsThePeersAddress()
    {
        var elsewhere = new SipFlow(SipTransport.Tcp, AgentBench.Own, IPEndPoint.Parse("198.51.100.1:4000"), 5);
        Send(SipMethods.Bye, 2, elsewhere);
        Assert.That(bench.Take().Single().Status, Is.EqualTo(481));

        Send(SipMethods.Bye, 2, elsewhere with { Remote = IPEndPoint.Parse("192.0.2.9:4000") });
        Assert.That(bench.Take().Single().Status, Is.EqualTo(200));
    }

    [TestCase("peer", "wrong")]
    [TestCase("wrong", null)]
    public void Bye_WithWrongTags_IsUnknown(string fromTag, string? toTag)
    {
        bench.Receive(AgentBench.Request(SipMethods.Bye, branch: "z9hG4bKb", cseq: 2, toTag: toTag ?? call.LocalTag)
            .Replace("tag=peer", "tag=" + fromTag, StringComparison.Ordinal));
        Assert.That(bench.Take().Single().Status, Is.EqualTo(481));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Request_WithALowerNumber_IsOutOfOrder()
    {
        Send(SipMethods.Info, 5);
        Send(SipMethods.Info, 4);
        Assert.That(bench.Take().Select(answer => answer.Status), Is.EqualTo(new[] { 200, 500 }));
        Assert.That(bench.TakeEvents().OfType<SipEvent.InfoReceived>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Invite_WhileOneWaits_Gets500WithRetryAfter()
    {
        Send(SipMethods.Invite, 2);
        Send(SipMethods.Invite, 3);

        SipMessage refusal = bench.Take().Last();
        Assert.That(refusal.Status, Is.EqualTo(500));
        Assert.That(refusal.RetryAfter, Is.InRange(0, 10));
        Assert.That(bench.TakeEvents().OfType<SipEvent.Reoffer>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Invite_WhileOursIsOut_Gets491()
    {
        bench.Agent.Reinvite(call, SipBody.Sdp("v=0"u8.ToArray()), bench.Now);
        bench.Take();
        Send(SipMethods.Invite, 2);
        Assert.That(bench.Take().Single().Status, Is.EqualTo(491));
    }

    [Test]
    public void Invite_BeforeOurOfferIsAnswered_Gets491()
    {
        Send(SipMethods.Invite, 2);
        bench.Agent.AnswerReinvite(call, SipBody.Sdp("v=0 offer"u8.ToArray()), bench.Now);
        bench.Take();
        Send(SipMethods.Invite, 3);
        Assert.That(bench.Take().Single().Status, Is.EqualTo(491));
    }

    [Test]
    public void Update_WithOffer_IsAnsweredByTheApplication()
    {
        Send(SipMethods.Update, 2, body: "v=0 update");
        Assert.That(bench.TakeEvents().OfType<SipEvent.Reoffer>().Single().IsUpdate, Is.True);
        bench.Agent.AnswerReinvite(call, SipBody.Sdp("v=0 answer"u8.ToArray()), bench.Now);

        SipMessage answer = bench.Take().Single();
        Assert.That((answer.Status, answer.Body.Length), Is.EqualTo((200, 10)));
        bench.Advance(10);
        Assert.That(bench.Take(), Is.Empty, "an UPDATE has no ACK to wait for");
    }

    [Test]
    public void Update_WithoutBody_IsARefreshAndAnsweredAtOnce()
    {
        Send(SipMethods.Update, 2);
        Assert.That(bench.Take().Single().Status, Is.EqualTo(200));
        Assert.That(bench.TakeEvents().Single(), Is.InstanceOf<SipEvent.RefreshOnly>());
    }

    [Test]
    public void Bye_WhileItsReinviteWaits_AnswersThatToo()
    {
        Send(SipMethods.Invite, 2);
        bench.Take();
        Send(SipMethods.Bye, 3);
        Assert.That(bench.Take().Select(answer => (answer.Status, answer.Method)), Is.EqualTo(new[] { (200, SipMethods.Bye), (487, SipMethods.Invite) }));
        Assert.That(bench.Agent.AnswerReinvite(call, body: null, bench.Now), Is.False);
    }

    [Test]
    public void Cancel_OfAReinvite_LeavesTheCall()
    {
        Send(SipMethods.Invite, 2);
        bench.Take();
        bench.Receive(AgentBench.Request(SipMethods.Cancel, branch: "z9hG4bKb2", cseq: 2));
        Assert.That(bench.Take().Select(answer => answer.Status), Is.EqualTo(new[] { 200, 487 }));
        Assert.That(bench.TakeEvents().OfType<SipEvent.ReofferCanceled>().Count(), Is.EqualTo(1));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Invite_MovesThePeersContact()
    {
        bench.Receive(AgentBench.Request(SipMethods.Invite, branch: "z9hG4bKb", cseq: 2, toTag: call.LocalTag)
            .Replace("<sip:peer@192.0.2.9:5060>", "<sip:moved@192.0.2.9:5060>", StringComparison.Ordinal));
        bench.Agent.AnswerReinvite(call, body: null, bench.Now);
        bench.Receive(AgentBench.Request(SipMethods.Ack, branch: "z9hG4bKc", cseq: 2, toTag: call.LocalTag));
        bench.Take();
        bench.Agent.Hangup(call, reason: null, bench.Now);
        Assert.That(bench.Take().Single().RequestUri!.User, Is.EqualTo("moved"));
    }

    [Test]
    public void Prack_ForAReliableRinging_StopsItsRepetition()
    {
        bench = new AgentBench();
        bench.Receive(AgentBench.Request(SipMethods.Invite, "Require: 100rel\n", "v=0"));
        call = bench.TakeEvents().Single().Call;
        bench.Agent.Ring(call, bench.Now);
        bench.Advance(2);

        List<SipMessage> sent = bench.Take();
        Assert.That(sent.Select(answer => answer.Status), Is.EqualTo(new[] { 100, 180, 180, 180 }));
        Assert.That(sent[^1].Headers[SipHeaderNames.RSeq], Is.EqualTo("1"));
        Send(SipMethods.Prack, 2, headers: "RAck: 9 1 INVITE\n");
        Send(SipMethods.Prack, 3, headers: "RAck: 1 1 INVITE\n");
        Assert.That(bench.Take().Select(answer => answer.Status), Is.EqualTo(new[] { 481, 200 }));
        bench.Advance(20);
        Assert.That(bench.Take(), Is.Empty);
        Assert.That(bench.Agent.Accept(call, body: null, bench.Now), Is.True);
    }

    [Test]
    public void Prack_NeverComes_RefusesTheCall()
    {
        bench = new AgentBench();
        bench.Receive(AgentBench.Request(SipMethods.Invite, "Require: 100rel\n", "v=0"));
        bench.Agent.Ring(bench.TakeEvents().Single().Call, bench.Now);
        bench.Advance(33);
        Assert.That(bench.TakeEvents().OfType<SipEvent.Ended>().Single().Status, Is.EqualTo(504));
    }

    [Test]
    public void RecordRoute_IsFollowedInOurRequests()
    {
        bench = new AgentBench();
        call = bench.Establish("Record-Route: <sip:p1.example;lr>, <sip:p2.example;lr>\n");
        bench.Agent.Hangup(call, reason: null, bench.Now);

        SipMessage bye = bench.Take().Single();
        Assert.That(bye.Headers.List(SipHeaderNames.Route), Is.EqualTo(new[] { "<sip:p1.example;lr>", "<sip:p2.example;lr>" }));
        Assert.That(bye.RequestUri!.ToString(), Is.EqualTo("sip:peer@192.0.2.9:5060"));
    }

    [Test]
    public void RecordRoute_OfAStrictRouter_GoesIntoTheRequestUri()
    {
        bench = new AgentBench();
        call = bench.Establish("Record-Route: <sip:p1.example>, <sip:p2.example;lr>\n");
        bench.Agent.Hangup(call, reason: null, bench.Now);

        SipMessage bye = bench.Take().Single();
        Assert.That(bye.RequestUri!.ToString(), Is.EqualTo("sip:p1.example"));
        Assert.That(bye.Headers.List(SipHeaderNames.Route), Is.EqualTo(new[] { "<sip:p2.example;lr>", "<sip:peer@192.0.2.9:5060>" }));
    }

    private void Send(string method, int cseq, SipFlow? flow = null, string headers = "", string body = "") =>
        bench.Receive(AgentBench.Request(method, headers, body, $"z9hG4bKb{cseq}", cseq, call.LocalTag), flow);
}
