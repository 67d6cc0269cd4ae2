using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;

namespace Mcu.Tests.Sip;

/// <summary>Sessions are changed within calls between two user agents.</summary>
public sealed class ReinviteTests
{
    private static readonly SipBody First = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 first"));
    private static readonly SipBody Second = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 second"));
    private static readonly SipBody Third = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0 third"));

    private SimulatedNetwork network = null!;
    private Peer alice = null!;
    private Peer bob = null!;
    private SipCall call = null!;

    [SetUp]
    public void SetUp()
    {
        network = new SimulatedNetwork();
        alice = new Peer(network, "192.0.2.1", seed: 1);
        bob = new Peer(network, "192.0.2.2", seed: 2);
        alice.React = e => Answer(alice, e);
        bob.React = e => Answer(bob, e);
        call = alice.Invite(bob, First);
        network.RunFor(TimeSpan.FromSeconds(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Reinvite_EitherSide_IsAnswered(bool byCaller)
    {
        (Peer asks, Peer answers) = byCaller ? (alice, bob) : (bob, alice);
        asks.Agent.Reinvite(asks.Call, Second, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(Text(answers.Of<SipEvent.Reoffer>().Single().Offer), Is.EqualTo("v=0 second"));
        Assert.That(Text(asks.Of<SipEvent.ReinviteAnswered>().Single().Body), Is.EqualTo("v=0 third"));
    }

    [Test]
    public void Reinvite_WithoutOffer_IsOfferedAndAnsweredInTheAck()
    {
        alice.Agent.Reinvite(call, offer: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(bob.Of<SipEvent.Reoffer>().Single().Offer, Is.Null);
        Assert.That(alice.Of<SipEvent.ReinviteAnswered>().Single().IsOffer, Is.True);
        Assert.That(Text(bob.Of<SipEvent.AnswerReceived>().Single().Body), Is.EqualTo("v=0 second"));
    }

    [Test]
    public void Reinvite_BothAtOnce_BothComeThroughAfterBackingOff()
    {
        alice.Agent.Reinvite(alice.Call, Second, network.Now);
        bob.Agent.Reinvite(bob.Call, Second, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(network.Sent(alice, 491).Count() + network.Sent(bob, 491).Count(), Is.EqualTo(2));

        network.RunFor(TimeSpan.FromSeconds(9));
        Assert.That(alice.Of<SipEvent.ReinviteAnswered>().Count(), Is.EqualTo(1));
        Assert.That(bob.Of<SipEvent.ReinviteAnswered>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Reinvite_Refused_LeavesTheCallStanding()
    {
        bob.React = e => bob.Agent.RejectReinvite(e.Call, 488, network.Now);
        alice.Agent.Reinvite(call, Second, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.ReinviteFailed>().Single().Status, Is.EqualTo(488));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
    }

    [Test]
    public void Reinvite_WhileOneIsUnderWay_SendsTheNewestAfterwards()
    {
        alice.Agent.Reinvite(call, Second, network.Now);
        alice.Agent.Reinvite(call, First, network.Now);
        alice.Agent.Reinvite(call, Third, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(bob.Of<SipEvent.Reoffer>().Select(e => Text(e.Offer)), Is.EqualTo(new[] { "v=0 second", "v=0 third" }));
    }

    [Test]
    public void Reinvite_PeerForgotTheDialog_EndsTheCall()
    {
        network.Drop = (_, from) => from == bob;
        alice.Agent.Reinvite(call, Second, network.Now);
        network.RunFor(TimeSpan.FromSeconds(33));

        Assert.That(alice.Of<SipEvent.Ended>().Single().Reason, Is.EqualTo(CallEnd.DialogLost));
    }

    [Test]
    public void Reinvite_AnswersOnlyAfterByeWasSent_IsAcknowledgedAllTheSame()
    {
        bob.React = _ => { };
        alice.Agent.Reinvite(call, Second, network.Now);
        network.RunFor(TimeSpan.FromMilliseconds(100));
        network.Drop = (message, _) => message.IsRequest && message.Method == SipMethods.Bye;
        alice.Agent.Hangup(call, reason: null, network.Now);
        bob.Agent.AnswerReinvite(bob.Call, Third, network.Now);
        network.RunFor(TimeSpan.FromSeconds(2));

        Assert.That(network.Sent(alice, SipMethods.Ack).Count(), Is.EqualTo(2));
    }

    [Test]
    public void Reinvite_NeverAnswered_IsCanceled()
    {
        bob.React = _ => { };
        alice.Agent.Reinvite(call, Second, network.Now);
        network.RunFor(TimeSpan.FromSeconds(40));

        Assert.That(bob.Of<SipEvent.ReofferCanceled>().Count(), Is.EqualTo(1));
        Assert.That(alice.Of<SipEvent.ReinviteFailed>().Single().Status, Is.EqualTo(487));
        Assert.That(call.State, Is.EqualTo(CallState.Established));
        Assert.That(bob.Agent.AnswerReinvite(bob.Call, Third, network.Now), Is.False);
    }

    [Test]
    public void Reinvite_LargerThanADatagramShouldBe_GoesByTcpAndTheDialogStaysOnUdp()
    {
        var large = SipBody.Sdp(Encoding.ASCII.GetBytes(new string('x', 2000)));
        network.Log.Clear();
        alice.Agent.Reinvite(call, large, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        (_, SipMessage invite, SipTransport transport) = network.Log[0];
        Assert.That(transport, Is.EqualTo(SipTransport.Tcp));
        Assert.That(invite.Via.Transport, Is.EqualTo("TCP"));
        Assert.That(invite.Contact!.Uri.Parameters.Has("transport"), Is.False);
        Assert.That(alice.Of<SipEvent.ReinviteAnswered>().Count(), Is.EqualTo(1));
        alice.Agent.Hangup(call, reason: null, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));
        Assert.That(network.Log[^1].Transport, Is.EqualTo(SipTransport.Udp));
    }

    [Test]
    public void Reinvite_LargeAndTcpRefused_FallsBackToUdp()
    {
        network.RefusesTcp = true;
        var large = SipBody.Sdp(Encoding.ASCII.GetBytes(new string('x', 2000)));
        alice.Agent.Reinvite(call, large, network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(alice.Of<SipEvent.ReinviteAnswered>().Count(), Is.EqualTo(1));
        Assert.That(network.Sent(alice, SipMethods.Invite).Last().Via.Transport, Is.EqualTo("UDP"));
    }

    [Test]
    public void SendInfo_DtmfRelay_IsAKeyThere()
    {
        alice.Agent.SendInfo(call, new SipBody("application/dtmf-relay", "Signal=*\r\nDuration=250\r\n"u8.ToArray()), network.Now);
        alice.Agent.SendInfo(call, new SipBody("application/media_control+xml", "<media_control/>"u8.ToArray()), network.Now);
        network.RunFor(TimeSpan.FromSeconds(1));

        SipEvent.DtmfReceived key = bob.Of<SipEvent.DtmfReceived>().Single();
        Assert.That((key.Key, key.Duration), Is.EqualTo(('*', TimeSpan.FromMilliseconds(250))));
        Assert.That(bob.Of<SipEvent.InfoReceived>().Single().Body!.ContentType, Is.EqualTo("application/media_control+xml"));
    }

    private static string Text(SipBody? body) => Encoding.ASCII.GetString(body!.Bytes.Span);

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
            case SipEvent.ReinviteAnswered { IsOffer: true }:
                peer.Agent.AnswerLateOffer(e.Call, Second, network.Now);
                break;
            default:
                break;
        }
    }
}
