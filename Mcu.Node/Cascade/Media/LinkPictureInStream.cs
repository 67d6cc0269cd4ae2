using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp;
using Mcu.Core.Time;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>A picture on its way in from a link: what is lost is asked for again, and key frames when that was not enough.</summary>
/// <remarks>Who only receives learns no round trip time by RTCP, so the link's is used (RFC 3550 §6.4.1).</remarks>
internal sealed class LinkPictureInStream : MediaStream
{
    private readonly PictureRequests requests;
    private readonly LinkPath path;

    public LinkPictureInStream(LinkPath path, StreamCarrier carrier, RtpStreamLine line, VideoReceivePath receive, MediaStreamServices services, Instant now)
        : base(carrier.Rtcp, line, receive.Demux, services, now)
    {
        this.path = path;
        Receive = receive;
        requests = new PictureRequests(receive, RtcpFeedback.Nack | RtcpFeedback.PictureLossIndication, static () => { });
    }

    /// <summary>What comes in.</summary>
    public VideoReceivePath Receive { get; }

    /// <summary>Key frames asked for. Any thread.</summary>
    public int KeyFrameRequests => requests.KeyFrameRequests;

    /// <inheritdoc/>
    public override bool Recognizes(ReadOnlySpan<byte> datagram) => Receive.Recognizes(datagram);

    /// <inheritdoc/>
    protected override void ReceiveRtp(PacketBuffer datagram, Instant now) => Receive.Receive(datagram, now);

    /// <inheritdoc/>
    protected override void Tick(Instant now)
    {
        Receive.Tick(now, path.RoundTrip);
        SendRtcp(requests.WriteNack(Rtcp, Scratch, now));
        SendRtcp(requests.WriteKeyFrameRequest(Rtcp, Scratch, now));
    }
}
