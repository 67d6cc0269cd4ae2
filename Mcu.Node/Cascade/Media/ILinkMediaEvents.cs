using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>What a link's media tell the one who owns the link. All calls come on the control loop's thread.</summary>
public interface ILinkMediaEvents
{
    /// <summary>Something for the other side. Envelopes keep their order.</summary>
    void Send(LinkEnvelope envelope);

    /// <summary>
    /// The other side wants to open a channel. Call <see cref="LinkMedia.AcceptSound"/> or <see cref="LinkMedia.AcceptPicture"/>
    /// before this returns; otherwise it is refused.
    /// </summary>
    void OnOffered(ChannelOpen channel);

    /// <summary>The other side took a channel that this side opened: its media flow from now on.</summary>
    void OnOpened(LinkChannel channel);

    /// <summary>
    /// The other side closed a channel, or did not take it. It carries nothing any more: take it out of the conference's plans and
    /// call <see cref="LinkMedia.Close(LinkChannel)"/>.
    /// </summary>
    void OnClosed(LinkChannel channel);
}
