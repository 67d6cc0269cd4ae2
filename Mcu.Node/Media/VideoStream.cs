using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>A leg's picture at the sockets, both ways.</summary>
public sealed class VideoStream : MediaStream
{
    private const int LowestBitsPerSecond = 64_000;

    private readonly VideoReceivePath receive;
    private readonly RateController rate;
    private readonly RtcpFeedback feedback;
    private readonly Action requestByInfo;
    private readonly ushort[] nacks = new ushort[64];
    private int target;
    private int keyFrameRequests;
    private int resumed;

    /// <summary>Binds a leg's picture to its sockets.</summary>
    /// <param name="ports">The sockets.</param>
    /// <param name="format">What was negotiated.</param>
    /// <param name="conferenceBitsPerSecond">The rate of the conference's picture.</param>
    /// <param name="line">SSRC, sequence and timestamp of what we send.</param>
    /// <param name="receive">What comes in.</param>
    /// <param name="pool">Memory of packets.</param>
    /// <param name="requestByInfo">Asks for a key frame by SIP INFO, for rooms without RTCP feedback (RFC 5168).</param>
    /// <param name="services">What all streams share.</param>
    /// <param name="now">The present.</param>
    public VideoStream(
        MediaPortPair ports,
        VideoStreamFormat format,
        int conferenceBitsPerSecond,
        RtpStreamLine line,
        VideoReceivePath receive,
        PacketPool pool,
        Action requestByInfo,
        MediaStreamServices services,
        Instant now)
        : base(ports, line, receive.Demux, services, new FloodGuard(), now)
    {
        this.receive = receive;
        this.requestByInfo = requestByInfo;
        Format = format;
        ConferenceBitsPerSecond = conferenceBitsPerSecond;
        feedback = format.Feedback;
        rate = new RateController(LowestBitsPerSecond, Math.Max(LowestBitsPerSecond, format.MaxBitsPerSecond), now);
        target = rate.Target;
        Send = new VideoSendPath(format.SendPayloadType, rate.Target, line, RtpSender, pool, services.Random);
    }

    /// <summary>What was negotiated.</summary>
    public VideoStreamFormat Format { get; }

    /// <summary>The rate of the conference's picture, bit/s.</summary>
    public int ConferenceBitsPerSecond { get; }

    /// <summary>Its way out.</summary>
    public VideoSendPath Send { get; }

    /// <summary>What comes in; other threads read counters only.</summary>
    public VideoReceivePath Receive => receive;

    /// <summary>What the line to the site bears and the site allows, bit/s. Any thread.</summary>
    public int TargetBitsPerSecond => Volatile.Read(ref target);

    /// <summary>Key frames that we asked the site for. Any thread.</summary>
    public int KeyFrameRequests => Volatile.Read(ref keyFrameRequests);

    /// <summary>The site comes back from hold: both sides begin with a key frame. Control loop's thread.</summary>
    public void Resume()
    {
        Volatile.Write(ref resumed, 1);
        Send.RequestKeyFrame();
    }

    /// <inheritdoc/>
    public override void OnKeyFrameRequested(Instant now) => Send.RequestKeyFrame();

    /// <inheritdoc/>
    public override void OnNack(ushort sequence, Instant now) => Send.OnNack(sequence);

    /// <inheritdoc/>
    public override void OnPeerReport(in PeerReport peerReport, Instant now)
    {
        base.OnPeerReport(peerReport, now);
        rate.Report(peerReport.Loss, now);
        Retarget();
    }

    /// <inheritdoc/>
    public override void OnRateLimit(RateLimitKind kind, long bitsPerSecond, Instant now)
    {
        rate.SetLimit(kind, bitsPerSecond);
        Retarget();
    }

    /// <inheritdoc/>
    protected override bool Recognizes(ReadOnlySpan<byte> datagram) => receive.Recognizes(datagram);

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now) => receive.Receive(datagram, now);

    /// <inheritdoc/>
    protected override void Tick(Instant now)
    {
        if (Interlocked.Exchange(ref resumed, 0) != 0)
        {
            receive.Restart();
        }

        receive.Tick(now, Rtcp.RoundTrip);
        if (Demux.Active is { } source)
        {
            RequestMissing(source.Ssrc, now);
            RequestKeyFrame(source.Ssrc, now);
        }
    }

    private void RequestMissing(uint ssrc, Instant now)
    {
        int count = feedback.HasFlag(RtcpFeedback.Nack) ? receive.CollectNacks(now, nacks) : 0;
        if (count > 0)
        {
            SendRtcp(Rtcp.WriteNack(ssrc, nacks.AsSpan(0, count), now, Scratch));
        }
    }

    private void RequestKeyFrame(uint ssrc, Instant now)
    {
        if (!receive.TryTakeKeyFrameRequest(now))
        {
            return;
        }

        keyFrameRequests++;
        if (feedback.HasFlag(RtcpFeedback.PictureLossIndication))
        {
            SendRtcp(Rtcp.WritePli(ssrc, now, Scratch));
        }
        else if (feedback.HasFlag(RtcpFeedback.FullIntraRequest))
        {
            SendRtcp(Rtcp.WriteFir(ssrc, receive.FirSequence, now, Scratch));
        }
        else
        {
            requestByInfo();
        }
    }

    private void Retarget()
    {
        Volatile.Write(ref target, rate.Target);
        Send.Tune(rate.Target, Rtcp.RoundTrip);
    }
}
