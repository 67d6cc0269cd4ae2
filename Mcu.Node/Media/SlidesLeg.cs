using System.Net;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>
/// The slides of one call, both ways, on sockets of their own: they come and go without a gap in the call's sound and picture.
/// Made and closed by <see cref="MediaEngine"/>; belongs to the control loop.
/// </summary>
public sealed class SlidesLeg : IClosableMedia
{
    private readonly LegPicture picture;

    internal SlidesLeg(LegPicture picture) => this.picture = picture;

    /// <summary>Its sockets.</summary>
    public MediaPortPair Ports => picture.Sockets.Ports;

    /// <summary>What comes in and goes out.</summary>
    public VideoStream Stream => picture.Stream;

    /// <summary>What carries it.</summary>
    public StreamSockets Sockets => picture.Sockets;

    /// <inheritdoc/>
    public bool IsQuiet => picture.IsQuiet;

    /// <inheritdoc/>
    public void Stop(MediaResources resources) => picture.Stop(resources);

    /// <inheritdoc/>
    public bool IsUsedBy(ConferenceMedia conference) => picture.IsUsedBy(conference);

    /// <inheritdoc/>
    public void Free(MediaResources resources, Instant now) => picture.Free(resources, now);

    /// <summary>Whether the same paths serve what was agreed anew.</summary>
    public bool Fits(NegotiatedVideo agreed) => picture.Fits(agreed);

    /// <summary>Takes where the peer receives, after an offer/answer.</summary>
    /// <param name="agreed">What was negotiated.</param>
    /// <param name="signaling">Where the peer's signalling comes from.</param>
    /// <param name="isNews">The peer learned only now where to send.</param>
    public void SetPeer(NegotiatedVideo agreed, IPAddress signaling, bool isNews = false) =>
        Sockets.SetPeer(agreed.Transport, agreed.Srtp, signaling, isNews);
}
