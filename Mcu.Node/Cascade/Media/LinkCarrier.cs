using Mcu.Node.Media;
using Mcu.Node.Net;

namespace Mcu.Node.Cascade.Media;

/// <summary>A channel's two ways out: each with a cipher of its own, since each has its own thread.</summary>
internal sealed class LinkCarrier(LinkPath path, bool isPicture, UdpSendBatch batch)
{
    /// <summary>RTP: the audio loop's or the pacer loop's.</summary>
    public LinkSender Rtp { get; } = new(path, isPicture, batch);

    /// <summary>RTCP: the receive loop's.</summary>
    public LinkSender Rtcp { get; } = new(path, isPicture, batch);

    /// <summary>Both, as streams take them.</summary>
    public StreamCarrier Streams => new(Rtp, Rtcp);
}
