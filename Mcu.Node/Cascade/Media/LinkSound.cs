using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Media;

namespace Mcu.Node.Cascade.Media;

/// <summary>A meeting's sound on a link, both ways: one leg in this node's mix.</summary>
public sealed class LinkSound : LinkChannel, ILinkSound
{
    private readonly AudioStream stream;

    internal LinkSound(LinkChannelPlace place, LinkCarrier carrier, LinkReceiver receiver, AudioStream stream)
        : base(place, carrier, receiver) => this.stream = stream;

    /// <summary>The link's place in the mix.</summary>
    public AudioLeg Leg => stream.Leg;

    /// <summary>What comes in; other threads read counters only.</summary>
    public AudioReceivePath Receive => stream.Receive;

    /// <inheritdoc/>
    public long Received => Receive.Packets;

    internal override MediaStream Stream => stream;

    /// <inheritdoc/>
    public override bool IsUsedBy(ConferenceMedia conference) => conference.Uses(Leg);

    /// <inheritdoc/>
    public override void Free(MediaResources resources, Instant now)
    {
        base.Free(resources, now);
        stream.Dispose();
    }
}
