using System.Net;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

/// <summary>Two nodes joined by one link: UDP through a relay, envelopes handed over directly. The test's thread runs both.</summary>
internal sealed class LinkedNodes : IDisposable
{
    private const double UpHertz = 440;
    private const double DownHertz = 1200;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PictureInterval = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromMilliseconds(100);

    private Instant nextFrame = MonotonicClock.Now;
    private Instant nextPicture = MonotonicClock.Now;
    private Instant nextHeartbeat = MonotonicClock.Now;

    public LinkedNodes(EgressGate? parentGate = null)
    {
        Parent = new LinkEnd(DownHertz, UpHertz, parentGate);
        Parent.Tunnel.Far = null;
        Child.Open();
        Parent.Open();
        Child.Tunnel.Far = Parent.Media;
        Parent.Tunnel.Far = Child.Media;
        Relay.SetPeer(0, Child.Media.Local.ToEndPoint());
        Relay.SetPeer(1, Parent.Media.Local.ToEndPoint());
        Child.Replan();
        Parent.Replan();
    }

    public LinkRelay Relay { get; } = new();

    public LinkEnd Child { get; } = new(UpHertz, DownHertz);

    public LinkEnd Parent { get; }

    /// <summary>Heartbeats that each end has sent.</summary>
    public int Heartbeats { get; private set; }

    /// <summary>Runs both until something holds.</summary>
    public void Until(Func<bool> condition, string what) => Eventually.That(
        () =>
        {
            Pump();
            return condition();
        },
        what);

    /// <summary>Runs both for a while of real time.</summary>
    public void Run(int milliseconds)
    {
        Instant end = MonotonicClock.Now + TimeSpan.FromMilliseconds(milliseconds);
        Until(() => MonotonicClock.Now >= end, "time passes");
    }

    /// <summary>Hands over envelopes, heartbeats too, and lets both rooms speak and show.</summary>
    public void Pump()
    {
        Instant now = MonotonicClock.Now;
        for (; nextFrame <= now; nextFrame += Frame)
        {
            Child.Speak(now);
            Parent.Speak(now);
        }

        for (; nextPicture <= now; nextPicture += PictureInterval)
        {
            Child.Show(now);
        }

        if (nextHeartbeat <= now)
        {
            nextHeartbeat = now + HeartbeatInterval;
            Heartbeats++;
            Beat(Child);
            Beat(Parent);
        }

        Hand(Child, Parent, relaySide: 1, now);
        Hand(Parent, Child, relaySide: 0, now);
    }

    public void Dispose()
    {
        Child.CloseAll();
        Parent.CloseAll();
        Child.Media.Close();
        Parent.Media.Close();
        Until(() => Reaped(Child) && Reaped(Parent), "all that was closed is freed");
        Relay.Dispose();
        Child.Dispose();
        Parent.Dispose();
    }

    private static void Beat(LinkEnd end)
    {
        var heartbeat = new Heartbeat();
        end.Media.Stamp(heartbeat);
        end.Outbox.Enqueue(new LinkEnvelope { Heartbeat = heartbeat });
        end.Engine.Reap(MonotonicClock.Now);
    }

    private static bool Reaped(LinkEnd end) => end.Engine.ClosingLegs == 0;

    // What an end offers is where the relay stands in for it.
    private void Hand(LinkEnd from, LinkEnd to, int relaySide, Instant now)
    {
        while (from.Outbox.TryDequeue(out LinkEnvelope? envelope))
        {
            if (envelope.BodyCase == LinkEnvelope.BodyOneofCase.MediaOffer)
            {
                envelope.MediaOffer.Port = (uint)Relay.PortOf(relaySide);
            }

            to.Media.Receive(envelope, now);
        }
    }
}
