using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>
/// What comes in and goes out of one medium, whatever carries it: a call's <see cref="StreamSockets"/>, or a link between two
/// nodes. Packets and ticks come on the receive loop's thread; the control loop makes and closes it.
/// </summary>
public abstract class MediaStream : IRtcpEvents
{
    private readonly IDatagramSender rtcpSender;
    private readonly byte[] report = new byte[RtcpSession.MaxLength];
    private long heardAt = Instant.Distant.Nanoseconds;
    private long reportedAt = Instant.Distant.Nanoseconds;
    private volatile float peerLoss;
    private volatile float peerJitterMs;
    private volatile float roundTripMs = -1;

    /// <summary>A stream.</summary>
    /// <param name="rtcpSender">Where reports and feedback leave.</param>
    /// <param name="line">What is sent.</param>
    /// <param name="demux">What is received.</param>
    /// <param name="services">What all streams share.</param>
    /// <param name="now">The present.</param>
    protected MediaStream(IDatagramSender rtcpSender, RtpStreamLine line, SsrcDemux demux, MediaStreamServices services, Instant now)
    {
        this.rtcpSender = rtcpSender;
        Demux = demux;
        Rtcp = new RtcpSession(line, demux, services.Ntp, services.Cname, services.Random, now);
    }

    /// <summary>When the peer's last RTP packet came. Any thread.</summary>
    public Instant HeardAt => new(Volatile.Read(ref heardAt));

    /// <summary>When the peer's last RTCP came. Any thread.</summary>
    public Instant ReportedAt => new(Volatile.Read(ref reportedAt));

    /// <summary>Loss that the peer reports of what we send, 0 to 1.</summary>
    public double PeerLoss => peerLoss;

    /// <summary>Jitter that the peer reports of what we send, ms.</summary>
    public double PeerJitterMs => peerJitterMs;

    /// <summary>Round trip time, ms; negative before it is known.</summary>
    public double RoundTripMs => roundTripMs;

    /// <summary>Sources and their receive logs; other threads read counters only.</summary>
    public SsrcDemux Demux { get; }

    /// <summary>Reports and feedback. Receive loop's thread only.</summary>
    protected RtcpSession Rtcp { get; }

    /// <summary>Room for a compound.</summary>
    protected Span<byte> Scratch => report;

    /// <summary>Whether a datagram is RTP of a negotiated payload type; looked at before any state changes.</summary>
    public abstract bool Recognizes(ReadOnlySpan<byte> datagram);

    /// <summary>Takes a recognized datagram from the right source, and its buffer.</summary>
    public void Take(PacketBuffer datagram, Instant now)
    {
        Volatile.Write(ref heardAt, now.Nanoseconds);
        ReceiveRtp(datagram, now);
    }

    /// <summary>Takes a datagram of RTCP from the right source.</summary>
    public void ReceiveRtcp(ReadOnlySpan<byte> datagram, Instant now)
    {
        Rtcp.Receive(datagram, now, this);
        Volatile.Write(ref reportedAt, Rtcp.HeardAt.Nanoseconds);
    }

    /// <summary>Sends the reports that are due; call about every 10 ms.</summary>
    public void OnTick(Instant now)
    {
        SendRtcp(Rtcp.Poll(now, report));
        Tick(now);
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

    /// <summary>Takes a recognized datagram from the right source, and its buffer.</summary>
    protected abstract void ReceiveRtp(PacketBuffer datagram, Instant now);

    /// <summary>Deadlines, about every 10 ms.</summary>
    protected abstract void Tick(Instant now);

    /// <summary>Sends an RTCP compound that was written into <see cref="Scratch"/>; of length 0: none was.</summary>
    protected void SendRtcp(int length)
    {
        if (length > 0)
        {
            rtcpSender.Send(report.AsSpan(0, length));
        }
    }
}
