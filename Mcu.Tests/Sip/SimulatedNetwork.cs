using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip;

/// <summary>
/// A network on a clock of its own. UDP loses, doubles and reorders by a seed; TCP keeps order, and can be refused or cut.
/// </summary>
internal sealed class SimulatedNetwork(int seed = 1)
{
    private readonly Random random = new(seed);
    private readonly List<Peer> peers = [];
    private readonly PriorityQueue<Packet, (long At, long Order)> inFlight = new();
    private readonly List<Connection> connections = [];
    private long order;

    public Instant Now { get; private set; } = Instant.FromMilliseconds(1000);

    public double Loss { get; set; }

    public double Duplication { get; set; }

    /// <summary>UDP packets take between 5 ms and this, each on its own.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Loses what it says true to.</summary>
    public Func<SipMessage, Peer, bool> Drop { get; set; } = (_, _) => false;

    public bool RefusesTcp { get; set; }

    /// <summary>Every message that was put on the network, with its sender.</summary>
    public List<(Peer From, SipMessage Message, SipTransport Transport)> Log { get; } = [];

    public void Attach(Peer peer) => peers.Add(peer);

    public IEnumerable<SipMessage> Sent(Peer from, string method) =>
        Log.Where(entry => entry.From == from && entry.Message.IsRequest && entry.Message.Method == method).Select(entry => entry.Message);

    public IEnumerable<SipMessage> Sent(Peer from, int status) =>
        Log.Where(entry => entry.From == from && entry.Message.Status == status).Select(entry => entry.Message);

    public void RunFor(TimeSpan time)
    {
        Instant end = Now + time;
        DrainAll();
        while (NextAt() is var next && next <= end)
        {
            Now = Instant.Later(Now, next);
            Step();
        }

        Now = end;
    }

    /// <summary>Tells both ends that every TCP connection is gone.</summary>
    public void CutTcp()
    {
        foreach (Connection connection in connections)
        {
            connection.Opener.Agent.FlowClosed(connection.OpenerFlow);
            connection.Listener.Agent.FlowClosed(connection.ListenerFlow);
        }

        connections.Clear();
    }

    /// <summary>Delivers bytes as if they came from anywhere.</summary>
    public void Inject(Peer to, SipMessage message, SipFlow flow)
    {
        to.Agent.Receive(message.ToBytes(), flow, Now);
        Drain(to);
    }

    private Instant NextAt()
    {
        Instant next = inFlight.TryPeek(out _, out (long At, long Order) first) ? new Instant(first.At) : Instant.Never;
        return peers.Aggregate(next, (at, peer) => Instant.Earlier(at, peer.Agent.NextDeadline));
    }

    private void Step()
    {
        while (inFlight.TryPeek(out Packet? packet, out (long At, long Order) at) && at.At <= Now.Nanoseconds)
        {
            inFlight.Dequeue();
            packet.To.Agent.Receive(packet.Bytes.Span, packet.Flow, Now);
            Drain(packet.To);
        }

        foreach (Peer peer in peers)
        {
            peer.Agent.Tick(Now);
        }

        DrainAll();
    }

    private void DrainAll() => peers.ForEach(Drain);

    private void Drain(Peer peer)
    {
        bool busy = true;
        while (busy)
        {
            busy = false;
            while (peer.Agent.TryTakeEvent(out SipEvent e))
            {
                peer.Handle(e);
                busy = true;
            }

            while (peer.Agent.TryTakeMessage(out SipOutgoing message))
            {
                Carry(peer, message);
                busy = true;
            }
        }
    }

    private void Carry(Peer from, SipOutgoing outgoing)
    {
        Assert.That(SipMessage.TryParse(outgoing.Bytes.Span, out SipMessage? message, out SipParseError error), Is.True, error.ToString());
        Log.Add((from, message!, outgoing.Flow.Transport));
        Peer? to = peers.Find(peer => peer.Address.Address.Equals(outgoing.Flow.Remote.Address));
        if (outgoing.Flow.Transport == SipTransport.Tcp)
        {
            CarryByTcp(from, to, outgoing);
        }
        else if (to is not null && !Drop(message!, from) && random.NextDouble() >= Loss)
        {
            Post(to, outgoing, new SipFlow(SipTransport.Udp, to.Address, from.Address), Delay());
            if (random.NextDouble() < Duplication)
            {
                Post(to, outgoing, new SipFlow(SipTransport.Udp, to.Address, from.Address), Delay());
            }
        }
    }

    private void CarryByTcp(Peer from, Peer? to, SipOutgoing outgoing)
    {
        Connection? connection = connections.Find(candidate => candidate.Serves(from, outgoing.Flow));
        if (connection is null && outgoing.Flow.ConnectionId == 0 && to is not null && !RefusesTcp && outgoing.Flow.Remote.Equals(to.Address))
        {
            connection = new Connection(from, to, (connections.Count * 2) + order + 1);
            connections.Add(connection);
        }

        if (connection is null)
        {
            from.Agent.SendFailed(outgoing, Now);
        }
        else
        {
            Post(connection.Other(from), outgoing, connection.FlowAtOther(from), TimeSpan.FromMilliseconds(5));
        }
    }

    private TimeSpan Delay() => TimeSpan.FromMilliseconds(5 + (random.NextDouble() * (LongestDelay.TotalMilliseconds - 5)));

    private void Post(Peer to, SipOutgoing outgoing, SipFlow flow, TimeSpan delay) =>
        inFlight.Enqueue(new Packet(to, outgoing.Bytes, flow), ((Now + delay).Nanoseconds, ++order));

    private sealed record Packet(Peer To, ReadOnlyMemory<byte> Bytes, SipFlow Flow);

    private sealed class Connection(Peer opener, Peer listener, long id)
    {
        private readonly IPEndPoint openerEnd = new(opener.Address.Address, 40_000 + (int)(id % 20_000));

        public Peer Opener => opener;

        public Peer Listener => listener;

        public SipFlow OpenerFlow => new(SipTransport.Tcp, openerEnd, listener.Address, id);

        public SipFlow ListenerFlow => new(SipTransport.Tcp, listener.Address, openerEnd, id + 1);

        public bool Serves(Peer from, SipFlow flow) =>
            (from == opener && Matches(flow, OpenerFlow)) || (from == listener && Matches(flow, ListenerFlow));

        public Peer Other(Peer peer) => peer == opener ? listener : opener;

        public SipFlow FlowAtOther(Peer from) => from == opener ? ListenerFlow : OpenerFlow;

        private static bool Matches(SipFlow asked, SipFlow own) =>
            asked.ConnectionId == 0 ? asked.Remote.Equals(own.Remote) : asked.ConnectionId == own.ConnectionId;
    }
}
