using System.Net;
using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>
/// The two sockets of one medium of a call, and who may send to them: latch and flood guard in front of a
/// <see cref="MediaStream"/>. Packets come on the receive loop's thread; the control loop makes it, changes the peer and closes it.
/// </summary>
public sealed class StreamSockets
{
    private readonly FloodGuard guard;
    private readonly SourceLatch rtpLatch = new();
    private readonly SourceLatch rtcpLatch = new();
    private readonly LegSender rtp;
    private readonly RtcpSender rtcp;
    private Peer? nextPeer;
    private Peer? namedPeer; // the control loop's own
    private bool rtpEnds;
    private bool rtcpEnds;
    private long refused;
    private int removed;

    /// <summary>Takes sockets that no loop has yet.</summary>
    public StreamSockets(MediaPortPair ports, FloodGuard guard, UdpSendBatch pacerBatch)
    {
        Ports = ports;
        this.guard = guard;
        rtp = new LegSender(ports.Rtp, pacerBatch);
        rtcp = new RtcpSender(rtp, new LegSender(ports.Rtcp, pacerBatch));
        Carrier = new StreamCarrier(rtp, rtcp);
    }

    /// <summary>The sockets.</summary>
    public MediaPortPair Ports { get; }

    /// <summary>Where packets leave: RTCP on the RTP port where both are multiplexed (RFC 5761).</summary>
    public StreamCarrier Carrier { get; }

    /// <summary>Datagrams from strangers, floods and garbage. Any thread.</summary>
    public long Refused => Volatile.Read(ref refused) + guard.Dropped;

    /// <summary>Whether the receive loop has let go of both sockets.</summary>
    public bool IsQuiet => Volatile.Read(ref removed) == 2;

    /// <summary>Hands the sockets to the receive loop. One that it does not take is closed: the room's RTP time-out follows.</summary>
    public void Start(UdpReceiveLoop loop, MediaStream stream)
    {
        Start(loop, Ports.Rtp, new Handler(this, stream, isRtcp: false));
        Start(loop, Ports.Rtcp, new Handler(this, stream, isRtcp: true));
    }

    /// <summary>
    /// Has the receive loop close the sockets; <see cref="IsQuiet"/> follows. Call again until then: when many calls end at
    /// once the loop does not take all commands.
    /// </summary>
    public void Stop(UdpReceiveLoop loop)
    {
        rtpEnds = rtpEnds || loop.TryRemove(Ports.Rtp);
        rtcpEnds = rtcpEnds || loop.TryRemove(Ports.Rtcp);
    }

    /// <summary>Takes what an offer/answer says of the peer's addresses. Control loop's thread.</summary>
    /// <param name="transport">The addresses.</param>
    /// <param name="signaling">Where the peer's signalling comes from.</param>
    /// <param name="isNews">The peer learned only now where to send: unless it was heard already, it gets its time anew.</param>
    public void SetPeer(MediaTransport transport, IPAddress signaling, bool isNews = false)
    {
        if (transport.RemoteAddress is null || !IPAddress.TryParse(transport.RemoteAddress, out IPAddress? address))
        {
            return; // c=0.0.0.0, the old hold: keep what is latched (RFC 3264 §8.4)
        }

        _ = IPAddress.TryParse(transport.RemoteRtcpAddress, out IPAddress? rtcpAddress);
        var peer = new Peer(
            TransportAddress.From(address, transport.RemoteRtpPort),
            TransportAddress.From(rtcpAddress ?? address, transport.RemoteRtcpPort),
            TransportAddress.From(signaling, 0).Address,
            transport.RtcpMux);
        if (peer == namedPeer && !isNews)
        {
            return; // a refresh: what is latched stays, or a room behind NAT would lose us
        }

        if (peer != namedPeer)
        {
            namedPeer = peer;
            rtp.MoveTo(peer.Rtp);
            rtcp.Own.MoveTo(peer.Rtcp);
        }

        Interlocked.Exchange(ref nextPeer, peer);
    }

    private void Start(UdpReceiveLoop loop, UdpPort port, Handler handler)
    {
        if (!loop.TryAdd(port, handler))
        {
            port.Dispose();
            OnRemoved();
        }
    }

    private bool OnDatagram(PacketBuffer datagram, in TransportAddress source, MediaStream stream, bool isRtcpPort, Instant now)
    {
        AdoptPeer(now);
        SourceLatch latch = isRtcpPort ? rtcpLatch : rtpLatch;
        if (latch.Excludes(source, now))
        {
            refused++; // before the guard: a stranger does not use up what the peer may send
            return false;
        }

        if (!guard.Admits(datagram.Length, now))
        {
            return false;
        }

        bool isRtcp = isRtcpPort || RtpPacket.IsRtcp(datagram.Span);
        LegSender answers = isRtcpPort ? rtcp.Own : rtp;
        if ((!isRtcp && !stream.Recognizes(datagram.Span)) || !IsFromPeer(latch, source, answers, now))
        {
            refused++;
            return false;
        }

        if (isRtcp)
        {
            stream.ReceiveRtcp(datagram.Span, now);
            return false;
        }

        stream.Take(datagram, now);
        return true;
    }

    private static bool IsFromPeer(SourceLatch latch, TransportAddress source, LegSender sender, Instant now)
    {
        LatchVerdict verdict = latch.Check(source, now);
        if (verdict == LatchVerdict.Latched)
        {
            sender.MoveTo(latch.Target);
        }

        return verdict is LatchVerdict.Accept or LatchVerdict.Latched;
    }

    private void AdoptPeer(Instant now)
    {
        if (Volatile.Read(ref nextPeer) is not null && Interlocked.Exchange(ref nextPeer, null) is { } peer)
        {
            rtcp.Multiplexed = peer.Multiplexed;
            rtpLatch.Open(peer.Rtp, peer.Signaling, now);
            rtcpLatch.Open(peer.Rtcp, peer.Signaling, now);
        }
    }

    private void OnRemoved() => Interlocked.Increment(ref removed);

    private sealed record Peer(TransportAddress Rtp, TransportAddress Rtcp, UInt128 Signaling, bool Multiplexed);

    private sealed class RtcpSender(LegSender shared, LegSender own) : IDatagramSender
    {
        public LegSender Own => own;

        public bool Multiplexed { get; set; } // the receive loop's own, as RTCP is

        public void Send(ReadOnlySpan<byte> datagram) => (Multiplexed ? shared : own).Send(datagram);

        public void SendMany(ReadOnlySpan<PacketBuffer> packets) => (Multiplexed ? shared : own).SendMany(packets);
    }

    private sealed class Handler(StreamSockets sockets, MediaStream stream, bool isRtcp) : IUdpHandler
    {
        public bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now) =>
            sockets.OnDatagram(packet, from, stream, isRtcp, now);

        public void OnTick(Instant now)
        {
            if (!isRtcp)
            {
                sockets.AdoptPeer(now);
                stream.OnTick(now);
            }
        }

        public void OnRemoved() => sockets.OnRemoved();
    }
}
