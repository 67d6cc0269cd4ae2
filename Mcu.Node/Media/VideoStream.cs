using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Node.Media;

/// <summary>A leg's picture, both ways.</summary>
public sealed class VideoStream : MediaStream
{
    private readonly VideoReceivePath receive;
    private readonly PictureRate rate;
    private readonly PictureRequests requests;
    private int resumed;

    /// <summary>Binds a leg's picture to what carries it.</summary>
    /// <param name="carrier">Where packets leave.</param>
    /// <param name="format">What was negotiated.</param>
    /// <param name="conferenceBitsPerSecond">The rate of the conference's picture.</param>
    /// <param name="line">SSRC, sequence and timestamp of what we send.</param>
    /// <param name="receive">What comes in.</param>
    /// <param name="pool">Memory of packets.</param>
    /// <param name="requestByInfo">Asks for a key frame by SIP INFO, for rooms without RTCP feedback (RFC 5168).</param>
    /// <param name="services">What all streams share.</param>
    /// <param name="now">The present.</param>
    public VideoStream(
        StreamCarrier carrier,
        VideoStreamFormat format,
        int conferenceBitsPerSecond,
        RtpStreamLine line,
        VideoReceivePath receive,
        PacketPool pool,
        Action requestByInfo,
        MediaStreamServices services,
        Instant now)
        : base(carrier.Rtcp, line, receive.Demux, services, now)
    {
        this.receive = receive;
        Format = format;
        ConferenceBitsPerSecond = conferenceBitsPerSecond;
        requests = new PictureRequests(receive, format.Feedback, requestByInfo);
        rate = new PictureRate(format.MaxBitsPerSecond, now);
        Send = new VideoSendPath(format.SendPayloadType, rate.Target, line, carrier.Rtp, pool, services.Random);
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
    public int TargetBitsPerSecond => rate.Target;

    /// <summary>Key frames that we asked the site for. Any thread.</summary>
    public int KeyFrameRequests => requests.KeyFrameRequests;

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
        rate.Report(peerReport, Send, Rtcp.RoundTrip, now);
    }

    /// <inheritdoc/>
    public override void OnRateLimit(RateLimitKind kind, long bitsPerSecond, Instant now) =>
        rate.Limit(kind, bitsPerSecond, Send, Rtcp.RoundTrip);

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> datagram) => receive.Recognizes(datagram);

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
        SendRtcp(requests.WriteNack(Rtcp, Scratch, now));
        SendRtcp(requests.WriteKeyFrameRequest(Rtcp, Scratch, now));
    }
}
