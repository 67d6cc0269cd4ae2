using System.Text;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip;

/// <summary>Whatever two applications do, on however bad a network, nothing is left behind.</summary>
public sealed class RandomScheduleTests
{
    private const int Schedules = 2000;
    private static readonly SipBody Body = SipBody.Sdp(Encoding.ASCII.GetBytes("v=0"));

    [Test]
    public void AnySchedule_AfterHangup_LeavesNoCallAndNoTransaction([Range(0, 9)] int block)
    {
        for (int seed = block * Schedules / 10; seed < (block + 1) * Schedules / 10; seed++)
        {
            Run(seed);
        }
    }

    private static void Run(int seed)
    {
        var random = new Random(seed);
        var network = new SimulatedNetwork(seed)
        {
            Loss = random.NextDouble() * 0.4,
            Duplication = random.NextDouble() * 0.2,
            LongestDelay = TimeSpan.FromMilliseconds(5 + random.Next(600)),
            RefusesTcp = random.Next(8) == 0,
        };
        Peer[] peers = [NewPeer(network, "192.0.2.1", seed * 2, random), NewPeer(network, "192.0.2.2", (seed * 2) + 1, random)];
        for (int step = 0; step < 25; step++)
        {
            Act(network, peers, random);
            network.RunFor(TimeSpan.FromMilliseconds(random.Next(1500)));
        }

        network.RunFor(TimeSpan.FromSeconds(random.Next(200)));
        Array.ForEach(peers, peer => peer.Agent.HangupAll(reason: null, network.Now));
        network.RunFor(TimeSpan.FromSeconds(300));
        foreach (Peer peer in peers)
        {
            AssertClean(peer, seed);
        }
    }

    private static void AssertClean(Peer peer, int seed)
    {
        Assert.That(peer.Agent.CallCount, Is.Zero, $"calls, seed {seed}");
        Assert.That(peer.Agent.TransactionCount, Is.Zero, $"transactions, seed {seed}");
        Assert.That(peer.Agent.NextDeadline, Is.EqualTo(Instant.Never), $"deadlines, seed {seed}");
        foreach (IGrouping<SipCall, SipEvent> call in peer.Events.GroupBy(e => e.Call))
        {
            int ends = call.Count(e => e is SipEvent.Ended or SipEvent.Failed or SipEvent.Canceled);
            Assert.That(ends, Is.EqualTo(1), $"ends of call {call.Key.Id}, seed {seed}");
            Assert.That(call.Last(), Is.InstanceOf<SipEvent.Ended>().Or.InstanceOf<SipEvent.Failed>().Or.InstanceOf<SipEvent.Canceled>());
        }
    }

    private static Peer NewPeer(SimulatedNetwork network, string address, int seed, Random random)
    {
        var peer = new Peer(network, address, seed, options => options with { SessionInterval = TimeSpan.FromSeconds(90) });
        peer.React = e => React(peer, network, e, random);
        return peer;
    }

    private static void React(Peer peer, SimulatedNetwork network, SipEvent e, Random random)
    {
        switch (e)
        {
            case SipEvent.IncomingCall when random.Next(3) > 0:
                peer.Agent.Accept(e.Call, Body, network.Now);
                break;
            case SipEvent.IncomingCall when random.Next(3) == 0:
                peer.Agent.Reject(e.Call, 486, reason: null, [], network.Now);
                break;
            case SipEvent.Reoffer when random.Next(5) > 0:
                peer.Agent.AnswerReinvite(e.Call, Body, network.Now);
                break;
            case SipEvent.Reoffer:
                peer.Agent.RejectReinvite(e.Call, 488, network.Now);
                break;
            case SipEvent.Answered { IsOffer: true } or SipEvent.ReinviteAnswered { IsOffer: true } when random.Next(8) > 0:
                peer.Agent.AnswerLateOffer(e.Call, Body, network.Now);
                break;
            default:
                break;
        }
    }

    private static void Act(SimulatedNetwork network, Peer[] peers, Random random)
    {
        int who = random.Next(2);
        Peer peer = peers[who];
        SipBody? offer = random.Next(4) == 0 ? null : Body;
        SipCall? call = peer.Events.Select(e => e.Call).Distinct().OrderBy(_ => random.Next()).FirstOrDefault();
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                peer.Invite(peers[1 - who], offer, random.Next(3) == 0 ? SipTransport.Tcp : SipTransport.Udp);
                break;
            case 3 when call is not null:
                peer.Agent.Hangup(call, "done", network.Now);
                break;
            case 4 or 5 when call is not null:
                peer.Agent.Reinvite(call, offer, network.Now);
                break;
            case 6 when call is not null:
                peer.Agent.Ring(call, network.Now);
                break;
            case 7 when call is not null:
                peer.Agent.Accept(call, Body, network.Now);
                break;
            case 8 when call is not null:
                peer.Agent.SendInfo(call, new SipBody("application/dtmf", "5"u8.ToArray()), network.Now);
                break;
            case 9 when random.Next(4) == 0:
                network.CutTcp();
                break;
            default:
                break;
        }
    }
}
