using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip;

/// <summary>What a user agent says to requests outside dialogs.</summary>
public sealed class InboundRequestsTests
{
    private AgentBench bench = null!;

    [SetUp]
    public void SetUp() => bench = new AgentBench();

    [TestCase(SipMethods.Refer, 603)]
    [TestCase(SipMethods.Subscribe, 489)]
    [TestCase(SipMethods.Notify, 489)]
    [TestCase(SipMethods.Message, 405)]
    [TestCase(SipMethods.Register, 405)]
    [TestCase("DANCE", 501)]
    [TestCase(SipMethods.Bye, 481)]
    [TestCase(SipMethods.Info, 481)]
    [TestCase(SipMethods.Update, 481)]
    [TestCase(SipMethods.Prack, 481)]
    [TestCase(SipMethods.Cancel, 481)]
    public void Receive_RequestThatIsNotServed_SaysSo(string method, int status)
    {
        bench.Receive(AgentBench.Request(method));

        SipMessage answer = bench.Take().Single();
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Headers[SipHeaderNames.Allow], status is 405 or 489 or 501 ? Is.EqualTo(SipMethods.Allowed) : Is.Null);
        Assert.That(answer.To.Tag, Has.Length.EqualTo(32));
        Assert.That(bench.Agent.TransactionCount, Is.Zero);
    }

    [Test]
    public void Receive_Options_TellsWhatWeCanDo()
    {
        bench.Receive(AgentBench.Request(SipMethods.Options));

        SipMessage answer = bench.Take().Single();
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Headers[SipHeaderNames.Allow], Does.Contain("UPDATE"));
        Assert.That(answer.Headers[SipHeaderNames.Accept], Does.StartWith("application/sdp"));
        Assert.That(answer.Headers[SipHeaderNames.Supported], Is.EqualTo("timer"));
    }

    [TestCase("Require: 100rel, novelty, timer\n", 420, SipHeaderNames.Unsupported, "novelty")]
    [TestCase("Content-Type: text/plain\n", 415, SipHeaderNames.Accept, "application/sdp")]
    [TestCase("Content-Encoding: gzip\n", 415, SipHeaderNames.Accept, "application/sdp")]
    [TestCase("Accept: text/html\n", 406, SipHeaderNames.Accept, null)]
    [TestCase("Supported: timer\nSession-Expires: 20\n", 422, SipHeaderNames.MinSe, "90")]
    public void Receive_InviteWeCannotServe_SaysWhy(string headers, int status, string header, string? value)
    {
        bench.Receive(AgentBench.Request(SipMethods.Invite, headers, "v=0"));

        SipMessage answer = bench.Take().Single();
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Headers[header], Is.EqualTo(value));
        Assert.That(bench.TakeEvents(), Is.Empty);
    }

    [TestCase("sips:room@192.0.2.1")]
    [TestCase("tel:+84262123")]
    public void Receive_UnservedScheme_Gets416(string uri)
    {
        bench.Receive(AgentBench.Request(SipMethods.Options).Replace("sip:room@192.0.2.1 SIP", uri + " SIP", StringComparison.Ordinal));
        Assert.That(bench.Take().Single().Status, Is.EqualTo(416));
    }

    [Test]
    public void Receive_Invite_Gets100AtOnceWithReceivedAndRport()
    {
        var nat = AgentBench.Flow with { Remote = IPEndPoint.Parse("203.0.113.5:4711") };
        bench.Receive(AgentBench.Request(SipMethods.Invite, "Timestamp: 54\n", "v=0"), nat);

        SipOutgoing sent = bench.TakeRaw().Single();
        Assert.That(SipMessage.TryParse(sent.Bytes.Span, out SipMessage? trying, out _), Is.True);
        Assert.That(trying!.Status, Is.EqualTo(100));
        Assert.That(trying.To.Tag, Is.Null);
        Assert.That(trying.Headers[SipHeaderNames.Timestamp], Is.EqualTo("54"));
        Assert.That(trying.Via.Parameters["received"], Is.EqualTo("203.0.113.5"));
        Assert.That(trying.Via.Parameters["rport"], Is.EqualTo("4711"));
        Assert.That(sent.Flow.Remote, Is.EqualTo(nat.Remote));
    }

    [Test]
    public void Receive_WithoutRport_AnswersToTheSourceAddressAndViasPort()
    {
        var phone = AgentBench.Flow with { Remote = IPEndPoint.Parse("192.0.2.9:51234") };
        bench.Receive(AgentBench.Request(SipMethods.Options).Replace(";rport", "", StringComparison.Ordinal), phone);
        Assert.That(bench.TakeRaw().Single().Flow.Remote, Is.EqualTo(IPEndPoint.Parse("192.0.2.9:5060")));
    }

    [Test]
    public void Receive_InviteTwice_IsOneCall()
    {
        string invite = AgentBench.Request(SipMethods.Invite, body: "v=0");
        bench.Receive(invite);
        bench.Receive(invite);

        Assert.That(bench.TakeEvents(), Has.Count.EqualTo(1));
        Assert.That(bench.Take().Select(answer => answer.Status), Is.EqualTo(new[] { 100, 100 }));
    }

    [Test]
    public void Receive_SameInviteByAnotherWay_IsALoop()
    {
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0"));
        bench.Take();
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0", branch: "z9hG4bKother"));
        Assert.That(bench.Take().Single().Status, Is.EqualTo(482));
    }

    [TestCase("")]
    [TestCase(";branch=1234")]
    public void Receive_BranchOfRfc2543_MatchesByTheRequestItself(string branch)
    {
        string Old(string method, string toTag = "", int cseq = 1) => AgentBench.Request(method, toTag: toTag, cseq: cseq)
            .Replace(";branch=z9hG4bKa1;rport", branch, StringComparison.Ordinal);
        bench.Receive(Old(SipMethods.Invite));
        bench.Receive(Old(SipMethods.Invite));
        SipCall call = bench.TakeEvents().Single().Call;
        bench.Agent.Reject(call, 486, reason: null, [], bench.Now);
        SipMessage busy = bench.Take().Last();
        bench.Receive(Old(SipMethods.Ack, busy.To.Tag!));
        bench.Advance(10);

        Assert.That(bench.Take(), Is.Empty, "the ACK ended the retransmissions");
    }

    [Test]
    public void Receive_TooManyCalls_Gets503WithRetryAfter()
    {
        bench = new AgentBench(options => options with { MaximumCalls = 1 });
        bench.Establish();
        bench.Receive(AgentBench.Request(SipMethods.Invite, branch: "z9hG4bKb", body: "v=0").Replace("call-1", "call-2", StringComparison.Ordinal));

        SipMessage answer = bench.Take().Single();
        Assert.That((answer.Status, answer.RetryAfter), Is.EqualTo((503, 10u)));
        Assert.That(bench.Agent.CallCount, Is.EqualTo(1));
    }

    [Test]
    public void Receive_FloodFromOneSource_IsDroppedAndOthersAreServed()
    {
        bench = new AgentBench(options => options with { RequestsPerSecond = 10, RequestBurst = 20 });
        for (int i = 0; i < 500; i++)
        {
            bench.Receive(AgentBench.Request(SipMethods.Options, branch: $"z9hG4bK{i}"));
        }

        Assert.That(bench.Take(), Has.Count.EqualTo(20));
        Assert.That(bench.Agent.Counters.RateLimited, Is.EqualTo(480));
        bench.Receive(AgentBench.Request(SipMethods.Options), AgentBench.Flow with { Remote = IPEndPoint.Parse("198.51.100.1:5060") });
        bench.Advance(1);
        bench.Receive(AgentBench.Request(SipMethods.Options));
        Assert.That(bench.Take(), Has.Count.EqualTo(2));
    }

    [Test]
    public void Receive_TinyRequestOverUdp_IsNotAnsweredWithMoreThanTwiceItsSize()
    {
        const string tiny = "A sip:a SIP/2.0\nv:SIP/2.0/UDP a\nf:sip:a\nt:sip:a\ni:1\nCSeq:1 A\n\n";
        bench.Receive(tiny);
        foreach (string method in new[] { SipMethods.Options, SipMethods.Subscribe, SipMethods.Invite, "X" })
        {
            string request = AgentBench.Request(method);
            bench.Receive(request);
            foreach (SipOutgoing answer in bench.TakeRaw())
            {
                Assert.That(answer.Bytes.Length, Is.LessThanOrEqualTo(2 * request.ReplaceLineEndings("\r\n").Length), method);
            }
        }

        Assert.That(bench.Agent.Counters.Amplifying, Is.EqualTo(1));
    }

    [Test]
    public void Receive_RefusedTwice_GetsTheSameTag()
    {
        bench.Receive(AgentBench.Request(SipMethods.Message));
        bench.Receive(AgentBench.Request(SipMethods.Message));

        List<SipMessage> answers = bench.Take();
        Assert.That(answers[0].To.Tag, Is.EqualTo(answers[1].To.Tag));
    }

    [Test]
    public void Receive_PolicyRefuses_AnswersSoAndKeepsNothing()
    {
        bench = new AgentBench(policy: new Challenge());
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0"));

        SipMessage answer = bench.Take().Single();
        Assert.That((answer.Status, answer.Headers["WWW-Authenticate"]), Is.EqualTo((401, "Digest realm=\"mcu\"")));
        Assert.That(bench.TakeEvents(), Is.Empty);
    }

    [Test]
    public void Receive_StrayResponseOrAck_IsCountedOnly()
    {
        bench.Receive("SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx\nFrom: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nCall-ID: 1\nCSeq: 1 INVITE\n\n");
        bench.Receive(AgentBench.Request(SipMethods.Ack, toTag: "nobody"));

        Assert.That(bench.Take(), Is.Empty);
        Assert.That(bench.Agent.Counters.Stray, Is.EqualTo(2));
    }

    [Test]
    public void Receive_Cancel_EndsTheWaitingCall()
    {
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0"));
        bench.Take();
        bench.Receive(AgentBench.Request(SipMethods.Cancel));

        Assert.That(bench.Take().Select(answer => (answer.Status, answer.Method)), Is.EqualTo(new[] { (200, SipMethods.Cancel), (487, SipMethods.Invite) }));
        SipCall call = bench.TakeEvents().OfType<SipEvent.Canceled>().Single().Call;
        Assert.That(bench.Agent.Accept(call, body: null, bench.Now), Is.False);
    }

    [Test]
    public void Receive_CancelFromElsewhere_ChangesNothing()
    {
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0"));
        bench.Take();
        bench.Receive(AgentBench.Request(SipMethods.Cancel), AgentBench.Flow with { Remote = IPEndPoint.Parse("198.51.100.1:5060") });

        Assert.That(bench.Take().Single().Status, Is.EqualTo(481));
        Assert.That(bench.TakeEvents().OfType<SipEvent.Canceled>(), Is.Empty);
    }

    [Test]
    public void Receive_CancelAfterTheAnswer_HasNoEffect()
    {
        bench.Receive(AgentBench.Request(SipMethods.Invite, body: "v=0"));
        SipCall call = bench.TakeEvents().Single().Call;
        bench.Agent.Accept(call, body: null, bench.Now);
        bench.Take();
        bench.Receive(AgentBench.Request(SipMethods.Cancel));

        Assert.That(bench.Take().Single().Status, Is.EqualTo(200));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Receive_MaxForwardsZero_IsServed()
    {
        bench.Receive(AgentBench.Request(SipMethods.Options).Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal));
        Assert.That(bench.Take().Single().Status, Is.EqualTo(200), "the request has arrived; only a proxy would refuse (RFC 4475 §3.3.11)");
    }

    private sealed class Challenge : IInboundPolicy
    {
        public SipAnswer? Judge(SipMessage request, SipFlow flow, Instant now) =>
            new(401, new SipHeader("WWW-Authenticate", "Digest realm=\"mcu\""));
    }
}
