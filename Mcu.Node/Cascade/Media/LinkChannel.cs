using Mcu.Core.Time;
using Mcu.Node.Media;
using Mcu.V1;
using MediaStream = Mcu.Node.Media.MediaStream;

namespace Mcu.Node.Cascade.Media;

/// <summary>One medium of a meeting on a link. Made and closed by <see cref="LinkMedia"/>; belongs to the control loop.</summary>
public abstract class LinkChannel : IClosableMedia
{
    private readonly LinkReceiver receiver;
    private readonly LinkSender rtp;
    private readonly LinkSender rtcp;
    private bool ends;

    private protected LinkChannel(LinkChannelPlace place, LinkCarrier carrier, LinkReceiver receiver)
    {
        Place = place;
        this.receiver = receiver;
        (rtp, rtcp) = (carrier.Rtp, carrier.Rtcp);
    }

    /// <summary>What it is for.</summary>
    public ChannelKind Kind => Place.Kind;

    /// <summary>The meeting, by the root's id.</summary>
    public string Meeting => Place.Meeting;

    /// <summary>The subscription that a picture answers; 0: none.</summary>
    public uint Subscription => Place.Subscription;

    /// <summary>This side opened it.</summary>
    public bool IsMine => Place.IsMine;

    /// <summary>Both sides have agreed on it.</summary>
    public bool IsOpen => PeerSsrc != 0;

    /// <summary>Round trip time by RTCP, ms; negative before it is known.</summary>
    public double RoundTripMs => Stream.RoundTripMs;

    /// <summary>Loss that the other side reports of what is sent, 0 to 1.</summary>
    public double PeerLoss => Stream.PeerLoss;

    /// <summary>When the other side's last packet came. Any thread.</summary>
    public Instant HeardAt => Stream.HeardAt;

    /// <summary>What the other side sends it from; 0 before it has agreed.</summary>
    internal uint PeerSsrc { get; private set; }

    internal LinkChannelPlace Place { get; }

    internal abstract MediaStream Stream { get; }

    /// <inheritdoc/>
    public virtual bool IsQuiet => !receiver.Uses(Stream);

    /// <inheritdoc/>
    public virtual void Stop(MediaResources resources)
    {
        rtp.Close();
        rtcp.Close();
    }

    /// <inheritdoc/>
    public abstract bool IsUsedBy(ConferenceMedia conference);

    /// <inheritdoc/>
    public virtual void Free(MediaResources resources, Instant now)
    {
        rtp.Dispose();
        rtcp.Dispose();
    }

    /// <summary>Whether it is to be closed now; false when it was before.</summary>
    internal bool TryEnd() => !ends && (ends = true);

    /// <summary>The other side has agreed: media flow from now on.</summary>
    internal virtual void Open(uint peerSsrc)
    {
        PeerSsrc = peerSsrc;
        rtp.Open();
        rtcp.Open();
    }
}
