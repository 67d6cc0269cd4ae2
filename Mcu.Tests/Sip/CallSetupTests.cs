using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>Calls are set up and ended between two user agents.</summary>
public sealed class CallSetupTests
{
    private static readonly SipBody Offer = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 offer"));
    private static readonly SipBody Answer = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 answer"));

    private SimulatedNetwork network = null!;
    private Peer alice = null!;
    private Peer bob = null!;

    [SetUp]
    public void SetUp()
    {
        network = new SimulatedNetwork();
        alice = new Peer(network, "192.0.2.1", seed: 1);
        bob = new Peer(network, "192.0.2.2", seed: 2);
    }

    [TestCase(SipTransport.Udp)]
    [TestCase(SipTransport.Tcp)]
    public void Invite_Accepted_BothEstablished(SipTransport transport)
    {
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        SipCall call = alice.Invite(bob, Offer, transport);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(call.State, Is.EqualTo(CallState.Established));
        Assert.That(bob.Call.State, Is.EqualTo(CallState.Established));
        Assert.That(alice.Of<SipEvent.Answered>().Single().Body!.Bytes.ToArray(), Is.EqualTo(Answer.Bytes.ToArray()));
        Assert.That(bob.Of<SipEvent.IncomingCall>().Single().Offer!.Bytes.ToArray(), Is.EqualTo(Offer.Bytes.ToArray()));
        Assert.That(network.Sent(alice, SipMethods.Ack).Count(), Is.EqualTo(1));
        Assert.That(network.Log.Select(entry => entry.Transport), Is.All.EqualTo(transport));
    }

    [Test]
    public void Invite_OnALossyNetwork_IsAnsweredAllTheSame([Range(1, 20)] int seed)
    {
        network = new SimulatedNetwork(seed) { Loss = 0.3, Duplication = 0.1, LongestDelay = TimeSpan.FromMilliseconds(200) };
        alice = new Peer(network, "192.0.2.1", seed);
        bob = new Peer(network, "192.0.2.2", seed + 100);
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(31));

        Assert.That(call.State, Is.EqualTo(CallState.Established));
        Assert.That(bob.Events.Select(e => e.Call).Distinct().Count(), Is.EqualTo(1), "one call, however often its INVITE came");
    }

    [Test]
    public void Ring_ThenAccept_TellsTheCallerBoth()
    {
        bob.React = e =>
        {
            bob.Agent.Ring(e.Call, network.Now);
            bob.Agent.Progress(e.Call, Answer, network.Now);
            bob.Agent.Accept(e.Call, Answer, network.Now);
        };
        alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.Ringing>().Select(e => (e.Status, e.EarlyMedia is not null)), Is.EqualTo(new[] { (180, false), (183, true) }));
        Assert.That(alice.Events[^1], Is.InstanceOf<SipEvent.Answered>());
    }

    [Test]
    public void Reject_WithReasonAndHeaders_FailsTheCallWithThem()
    {
        bob.React = e => bob.Agent.Reject(e.Call, 503, "Đầy", [new SipHeader(SipHeaderNames.RetryAfter, "30")], network.Now);
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));

        SipEvent.Failed failed = alice.Of<SipEvent.Failed>().Single();
        Assert.That(failed.Status, Is.EqualTo(503));
        Assert.That(failed.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(failed.Response!.Reason, Is.EqualTo("Đầy"));
        Assert.That(call.State, Is.EqualTo(CallState.Ended));
        Assert.That(bob.Of<SipEvent.Ended>().Single().Status, Is.EqualTo(503));
    }

    [Test]
    public void Invite_WithoutOffer_OffersInTheSuccessAndAnswersInTheAck()
    {
        bob.React = e =>
        {
            if (e is SipEvent.IncomingCall { Offer: null })
            {
                bob.Agent.Accept(e.Call, Offer, network.Now);
            }
        };
        alice.React = e =>
        {
            if (e is SipEvent.Answered { IsOffer: true })
            {
                alice.Agent.AnswerLateOffer(e.Call, Answer, network.Now);
            }
        };
        alice.Invite(bob, offer: null);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.Answered>().Single().Body!.Bytes.ToArray(), Is.EqualTo(Offer.Bytes.ToArray()));
        Assert.That(bob.Of<SipEvent.AnswerReceived>().Single().Body!.Bytes.ToArray(), Is.EqualTo(Answer.Bytes.ToArray()));
    }

    [Test]
    public void Invite_NobodyThere_FailsWith408AfterTimerB()
    {
        network.Drop = (_, _) => true;
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(31.9));
        Assert.That(alice.Events, Is.Empty);

        network.RunFor(TimeSpan.FromSeconds(0.2));
        Assert.That(alice.Of<SipEvent.Failed>().Single().Status, Is.EqualTo(408));
        Assert.That(network.Sent(alice, SipMethods.Invite).Count(), Is.EqualTo(7), "0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s");
        Assert.That(call.State, Is.EqualTo(CallState.Ended));
    }

    [Test]
    public void Invite_TcpRefused_FailsWith503()
    {
        network.RefusesTcp = true;
        alice.Invite(bob, Offer, SipTransport.Tcp);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.Failed>().Single().Status, Is.EqualTo(503));
    }

    [Test]
    public void Invite_RingsTooLong_IsCanceledAndFailsWith408()
    {
        bob.React = e => bob.Agent.Ring(e.Call, network.Now);
        alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromMinutes(3.1));

        Assert.That(alice.Of<SipEvent.Failed>().Single().Status, Is.EqualTo(408));
        Assert.That(bob.Of<SipEvent.Canceled>().Count(), Is.EqualTo(1));
        network.RunFor(TimeSpan.FromMinutes(1));
        Assert.That(alice.Agent.CallCount + alice.Agent.TransactionCount, Is.Zero);
    }

    [Test]
    public void Hangup_WhileRinging_CancelsOnBothSides()
    {
        bob.React = e => bob.Agent.Ring(e.Call, network.Now);
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));
        alice.Agent.Hangup(call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.LocalHangup));
        Assert.That(bob.Of<SipEvent.Canceled>().Count(), Is.EqualTo(1));
        Assert.That(network.Sent(bob, 487).Count(), Is.EqualTo(1));
        Assert.That(call.State, Is.EqualTo(CallState.Ended));
    }

    [Test]
    public void Hangup_BeforeAnyResponse_SendsCancelOnlyAfterTheFirst()
    {
        network.Drop = (message, from) => from == bob;
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        alice.Agent.Hangup(call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.That(network.Sent(alice, SipMethods.Cancel), Is.Empty);

        network.Drop = (_, _) => false;
        network.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(network.Sent(alice, SipMethods.Cancel).Count(), Is.EqualTo(1));
        Assert.That(bob.Of<SipEvent.Canceled>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Hangup_CrossesTheSuccess_AcknowledgesAndSaysBye()
    {
        bob.React = e => bob.Agent.Ring(e.Call, network.Now);
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));
        bob.Agent.Accept(bob.Call, Answer, network.Now);
        alice.Agent.Hangup(call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(network.Sent(alice, SipMethods.Ack).Count(), Is.EqualTo(1));
        Assert.That(network.Sent(alice, SipMethods.Bye).Count(), Is.EqualTo(1));
        Assert.That(alice.Of<SipEvent.Answered>(), Is.Empty);
        Assert.That(bob.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
    }

    [Test]
    public void Accept_AckLost_SuccessIsRepeatedUntilAcknowledged()
    {
        int lost = 0;
        network.Drop = (message, _) => message.IsRequest && message.Method == SipMethods.Ack && lost++ < 3;
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(40));

        Assert.That(network.Sent(alice, SipMethods.Ack).Count(), Is.EqualTo(4));
        Assert.That(network.Sent(alice, SipMethods.Ack).Select(ack => ack.Via.Branch).Distinct().Count(), Is.EqualTo(1), "the same ACK again");
        Assert.That(bob.Call.State, Is.EqualTo(CallState.Established));
        Assert.That(alice.Of<SipEvent.Answered>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Accept_AckNeverComes_EndsWithByeAfter64T1()
    {
        network.Drop = (message, _) => message.IsRequest && message.Method == SipMethods.Ack;
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(33));

        Assert.That(bob.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.NoAck));
        Assert.That(alice.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
    }

    [Test]
    public void Hangup_BeforeTheAckCame_WaitsForItWithTheBye()
    {
        network.Drop = (message, _) => message.IsRequest && message.Method == SipMethods.Ack;
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));
        bob.Agent.Hangup(bob.Call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        Assert.That(network.Sent(bob, SipMethods.Bye), Is.Empty);

        network.Drop = (_, _) => false;
        network.RunFor(TimeSpan.FromSeconds(5));
        Assert.That(network.Sent(bob, SipMethods.Bye).Count(), Is.EqualTo(1));
        Assert.That(bob.Call.State, Is.EqualTo(CallState.Ended));
    }

    [Test]
    public void Hangup_WithReason_NamesItInTheBye()
    {
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));
        alice.Agent.Hangup(call, "meeting \"over\"", network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(network.Sent(alice, SipMethods.Bye).Single().Headers[SipHeaderNames.Reason], Is.EqualTo("SIP;text=\"meeting \\\"over\\\"\""));
        Assert.That(bob.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.RemoteHangup));
        Assert.That(alice.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.LocalHangup));
    }

    [Test]
    public void Hangup_BothAtOnce_EndsBothOnce()
    {
        bob.React = e => bob.Agent.Accept(e.Call, Answer, network.Now);
        SipCall call = alice.Invite(bob, Offer);
        network.RunFor(TimeSpan.FromSeconds(1));
        alice.Agent.Hangup(call, reason: null, network.Now);
        bob.Agent.Hangup(bob.Call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.Ended>().Count(), Is.EqualTo(1));
        Assert.That(bob.Of<SipEvent.Ended>().Count(), Is.EqualTo(1));
        Assert.That(call.State, Is.EqualTo(CallState.Ended));
        Assert.That(network.Sent(bob, 481).Concat(network.Sent(alice, 481)), Is.Empty);
    }

    [Test]
    public void HangupAll_ManyCalls_EndsThemAll()
    {
        bob.React = e =>
        {
            if (e is SipEvent.IncomingCall && bob.Agent.CallCount % 2 == 0)
            {
                bob.Agent.Accept(e.Call, Answer, network.Now);
            }
        };
        for (int i = 0; i < 10; i++)
        {
            alice.Invite(bob, Offer);
        }

        network.RunFor(TimeSpan.FromSeconds(1));
        bob.Agent.HangupAll("shutting down", network.Now);
        network.RunFor(TimeSpan.FromSeconds(40));
        Assert.That(bob.Of<SipEvent.Ended>().Count(), Is.EqualTo(10));
        Assert.That(alice.Agent.CallCount + bob.Agent.CallCount, Is.Zero);
        Assert.That(alice.Agent.TransactionCount + bob.Agent.TransactionCount, Is.Zero);
    }
}
