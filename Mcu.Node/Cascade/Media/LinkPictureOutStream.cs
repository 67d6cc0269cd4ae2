using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>A picture on its way out of a link: reports and requests of the other side come in, no picture does.</summary>
internal sealed class LinkPictureOutStream : MediaStream
{
    private readonly LinkSender rtp;
    private volatile PictureRate rate;
    private int allowed;
    private int wanted;

    public LinkPictureOutStream(
        LinkCarrier carrier, RtpStreamLine line, int maxBitsPerSecond, PacketPool pool, MediaStreamServices services, Instant now)
        : base(carrier.Rtcp, line, new SsrcDemux(RtpClock.Video), services, now)
    {
        rtp = carrier.Rtp;
        rate = new PictureRate(maxBitsPerSecond, now);
        allowed = wanted = maxBitsPerSecond;
        Send = new VideoSendPath(
            LinkFormats.PicturePayloadType, rate.Target, line, carrier.Rtp, pool, services.Random, LinkFormats.KeptPackets) { IsHeld = true };
    }

    /// <summary>Its way out.</summary>
    public VideoSendPath Send { get; }

    /// <summary>What the link bears, bit/s. Any thread.</summary>
    public int TargetBitsPerSecond => rate.Target;

    /// <summary>Sets the most that the picture may take, bit/s. Any thread; obeyed with the next tick.</summary>
    public void AllowUpTo(int bitsPerSecond) => Volatile.Write(ref wanted, bitsPerSecond);

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
    public override bool Recognizes(ReadOnlySpan<byte> datagram) => false;

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now) =>
        throw new InvalidOperationException("No picture comes in on a channel that this side opened.");

    /// <inheritdoc/>
    protected override void Tick(Instant now)
    {
        if (rtp.TakeHole())
        {
            Send.RequestKeyFrame();
        }

        int most = Volatile.Read(ref wanted);
        if (most != allowed)
        {
            allowed = most;
            rate = new PictureRate(most, now);
            Send.Tune(rate.Target, Rtcp.RoundTrip);
        }
    }
}
