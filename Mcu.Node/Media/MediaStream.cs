using System.Net;
using Mcu.Core.Buffers;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>
/// One medium of one leg at the sockets: RTP and RTCP ports, who may send to them, and the RTCP session. Packets come on
/// the receive loop's thread; the control loop makes it, changes its peer and closes it.
/// </summary>
public abstract class MediaStream : IRtcpEvents
{
    private readonly FloodGuard guard;
    private readonly SourceLatch rtpLatch = new();
    private readonly SourceLatch rtcpLatch = new();
    private readonly byte[] report = new byte[RtcpSession.MaxLength];
    private Peer? nextPeer;
    private Peer? namedPeer; // the control loop's own
    private bool rtpEnds;
    private bool rtcpEnds;
    private long heardAt = Instant.Distant.Nanoseconds;
    private long reportedAt = Instant.Distant.Nanoseconds;
    private long refused;
    private int removed;
    private volatile float peerLoss;
    private volatile float peerJitterMs;
    private volatile float roundTripMs = -1;
    private bool multiplexed;

    /// <summary>Binds a stream to its sockets.</summary>
    protected MediaStream(MediaPortPair ports, RtpStreamLine line, SsrcDemux demux, MediaStreamServices services, FloodGuard guard, Instant now)
    {
        Ports = ports;
        Services = services;
        this.guard = guard;
        RtpSender = new LegSender(ports.Rtp, services.PacerBatch);
        RtcpOnRtp = RtpSender;
        RtcpOwn = new LegSender(ports.Rtcp, services.PacerBatch);
        Demux = demux;
        Rtcp = new RtcpSession(line, demux, services.Ntp, services.Cname, services.Random, now);
    }

    /// <summary>Its sockets.</summary>
    public MediaPortPair Ports { get; }

    /// <summary>When the peer's last RTP packet came. Any thread.</summary>
    public Instant HeardAt => new(Volatile.Read(ref heardAt));

    /// <summary>When the peer's last RTCP came. Any thread.</summary>
    public Instant ReportedAt => new(Volatile.Read(ref reportedAt));

    /// <summary>Datagrams from strangers, floods and garbage. Any thread.</summary>
    public long Refused => Volatile.Read(ref refused) + guard.Dropped;

    /// <summary>Loss that the peer reports of what we send, 0 to 1.</summary>
    public double PeerLoss => peerLoss;

    /// <summary>Jitter that the peer reports of what we send, ms.</summary>
    public double PeerJitterMs => peerJitterMs;

    /// <summary>Round trip time, ms; negative before it is known.</summary>
    public double RoundTripMs => roundTripMs;

    /// <summary>Sources and their receive logs; other threads read counters only.</summary>
    public SsrcDemux Demux { get; }

    /// <summary>Whether the receive loop has let go of both sockets.</summary>
    public bool IsQuiet => Volatile.Read(ref removed) == 2;

    /// <summary>Where RTP leaves.</summary>
    protected LegSender RtpSender { get; }

    /// <summary>What all streams of the node share.</summary>
    protected MediaStreamServices Services { get; }

    /// <summary>Reports and feedback. Receive loop's thread only.</summary>
    protected RtcpSession Rtcp { get; }

    private LegSender RtcpOnRtp { get; }

    private LegSender RtcpOwn { get; }

    /// <summary>Hands the sockets to the receive loop. One that it does not take is closed: the room's RTP time-out follows.</summary>
    public void Start(UdpReceiveLoop loop)
    {
        Start(loop, Ports.Rtp, isRtcp: false);
        Start(loop, Ports.Rtcp, isRtcp: true);
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
    public void SetPeer(MediaTransport transport, IPAddress signaling)
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
        if (peer == namedPeer)
        {
            return; // a refresh: what is latched stays, or a room behind NAT would lose us
        }

        namedPeer = peer;
        RtpSender.MoveTo(peer.Rtp);
        RtcpOwn.MoveTo(peer.Rtcp);
        Interlocked.Exchange(ref nextPeer, peer);
    }

    /// <inheritdoc/>
    public virtual void OnPeerReport(in PeerReport peerReport, Instant now)
    {
        peerLoss = (float)peerReport.Loss;
        peerJitterMs = (float)peerReport.Jitter.TotalMilliseconds;
        roundTripMs = peerReport.RoundTrip is { } time ? (float)time.TotalMilliseconds : roundTripMs;
    }

    /// <inheritdoc/>
    public virtual void OnKeyFrameRequested(Instant now)
    {
    }

    /// <inheritdoc/>
    public virtual void OnNack(ushort sequence, Instant now)
    {
    }

    /// <inheritdoc/>
    public virtual void OnRateLimit(RateLimitKind kind, long bitsPerSecond, Instant now)
    {
    }

    /// <inheritdoc/>
    public void OnBye(uint ssrc, Instant now) => Demux.Retire(ssrc);

    /// <summary>Whether a datagram is RTP of a negotiated payload type; looked at before any state changes.</summary>
    protected abstract bool Recognizes(ReadOnlySpan<byte> datagram);

    /// <summary>Takes a recognized datagram from the right source, and its buffer.</summary>
    protected abstract void ReceiveRtp(PacketBuffer datagram, Instant now);

    /// <summary>Deadlines, about every 10 ms.</summary>
    protected abstract void Tick(Instant now);

    /// <summary>Sends an RTCP compound that was written into <see cref="Scratch"/>.</summary>
    protected void SendRtcp(int length) => (multiplexed ? RtcpOnRtp : RtcpOwn).Send(report.AsSpan(0, length));

    /// <summary>Room for a compound.</summary>
    protected Span<byte> Scratch => report;

    private void Start(UdpReceiveLoop loop, UdpPort port, bool isRtcp)
    {
        if (!loop.TryAdd(port, new Handler(this, isRtcp)))
        {
            port.Dispose();
            OnRemoved();
        }
    }

    private bool OnDatagram(PacketBuffer datagram, in TransportAddress source, bool isRtcpPort, Instant now)
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

        if (isRtcpPort || RtpPacket.IsRtcp(datagram.Span))
        {
            ReceiveRtcp(datagram.Span, source, latch, isRtcpPort, now);
            return false;
        }

        if (!Recognizes(datagram.Span) || !IsFromPeer(rtpLatch, source, RtpSender, now))
        {
            refused++;
            return false;
        }

        Volatile.Write(ref heardAt, now.Nanoseconds);
        ReceiveRtp(datagram, now);
        return true;
    }

    private void ReceiveRtcp(ReadOnlySpan<byte> datagram, TransportAddress source, SourceLatch latch, bool isRtcpPort, Instant now)
    {
        if (IsFromPeer(latch, source, isRtcpPort ? RtcpOwn : RtpSender, now))
        {
            Rtcp.Receive(datagram, now, this);
            Volatile.Write(ref reportedAt, Rtcp.HeardAt.Nanoseconds);
        }
        else
        {
            refused++;
        }
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
            multiplexed = peer.Multiplexed;
            rtpLatch.Open(peer.Rtp, peer.Signaling, now);
            rtcpLatch.Open(peer.Rtcp, peer.Signaling, now);
        }
    }

    private void OnTick(Instant now)
    {
        AdoptPeer(now);
        int length = Rtcp.Poll(now, report);
        if (length > 0)
        {
            SendRtcp(length);
        }

        Tick(now);
    }

    private void OnRemoved() => Interlocked.Increment(ref removed);

    private sealed record Peer(TransportAddress Rtp, TransportAddress Rtcp, UInt128 Signaling, bool Multiplexed);

    private sealed class Handler(MediaStream stream, bool isRtcp) : IUdpHandler
    {
        public bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now) => stream.OnDatagram(packet, from, isRtcp, now);

        public void OnTick(Instant now)
        {
            if (!isRtcp)
            {
                stream.OnTick(now);
            }
        }

        public void OnRemoved() => stream.OnRemoved();
    }
}
