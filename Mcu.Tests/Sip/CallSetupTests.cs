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
}
