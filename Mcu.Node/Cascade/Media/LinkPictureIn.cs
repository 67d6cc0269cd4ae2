using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>A picture that the other side sends: decoded on a worker of this node, and shown wherever its source is planned.</summary>
public sealed class LinkPictureIn : LinkChannel, ILinkPictureIn
{
    private readonly LinkPictureInStream stream;
    private readonly DecodeWorker worker;

    internal LinkPictureIn(LinkChannelPlace place, LinkCarrier carrier, LinkReceiver receiver, LinkPictureInStream stream, DecodeWorker worker)
        : base(place, carrier, receiver)
    {
        this.stream = stream;
        this.worker = worker;
    }

    /// <summary>Its pictures, for a plan's site.</summary>
    public VideoSource Source => Receive.Source;

    /// <summary>What comes in; other threads read counters only.</summary>
    public VideoReceivePath Receive => stream.Receive;

    /// <summary>Key frames that this side asked for. Any thread.</summary>
    public int KeyFrameRequests => stream.KeyFrameRequests;

    /// <inheritdoc/>
    public long Received => Receive.Packets;

    internal override MediaStream Stream => stream;

    /// <inheritdoc/>
    public override bool IsUsedBy(ConferenceMedia conference) => conference.Uses(Source);

    /// <inheritdoc/>
    public override void Free(MediaResources resources, Instant now)
    {
        base.Free(resources, now);
        Receive.Clear();
        worker.Remove(Source);
    }
}
