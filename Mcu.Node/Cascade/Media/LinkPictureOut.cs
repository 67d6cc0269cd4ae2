using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>A picture that this node sends on a link: one receiver of a view, as H.264 with packetization mode 1.</summary>
public sealed class LinkPictureOut : LinkChannel, ILinkPictureOut
{
    private readonly LinkPictureOutStream stream;

    internal LinkPictureOut(LinkChannelPlace place, LinkCarrier carrier, LinkReceiver receiver, LinkPictureOutStream stream)
        : base(place, carrier, receiver) => this.stream = stream;

    /// <summary>Its packets' way out, for a view's leg.</summary>
    public VideoSendPath Path => stream.Send;

    /// <inheritdoc/>
    public int TargetBitsPerSecond => stream.TargetBitsPerSecond;

    /// <inheritdoc/>
    public void AllowUpTo(int bitsPerSecond) => stream.AllowUpTo(bitsPerSecond);

    /// <inheritdoc/>
    public override bool IsQuiet => base.IsQuiet && Path.HasEnded;

    internal override MediaStream Stream => stream;

    /// <inheritdoc/>
    public override void Stop(MediaResources resources)
    {
        base.Stop(resources);
        Path.Close();
    }

    /// <inheritdoc/>
    public override bool IsUsedBy(ConferenceMedia conference) => conference.Uses(Path);

    /// <inheritdoc/>
    public override void Free(MediaResources resources, Instant now)
    {
        base.Free(resources, now);
        resources.Pacer.Remove(Path);
    }

    // What was sent before would have gone nowhere, and with it a key frame, of which there is one in half a second.
    internal override void Open(uint peerSsrc)
    {
        base.Open(peerSsrc);
        Path.IsHeld = false;
    }
}
