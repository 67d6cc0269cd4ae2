using Mcu.Core.Rtp;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>Where a channel belongs.</summary>
/// <param name="Number">The opener's number for it.</param>
/// <param name="IsMine">This side opened it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Meeting">The meeting.</param>
/// <param name="Subscription">The subscription of a picture.</param>
/// <param name="LocalSsrc">What this side sends from.</param>
/// <param name="Conference">This node's part of the meeting.</param>
internal sealed record LinkChannelPlace(
    uint Number, bool IsMine, ChannelKind Kind, string Meeting, uint Subscription, uint LocalSsrc, ConferenceMedia Conference)
{
    /// <summary>Of a channel that the other side offers.</summary>
    public static LinkChannelPlace Of(ChannelOpen offer, RtpStreamLine line, ConferenceMedia conference) =>
        new(offer.Channel, IsMine: false, offer.Kind, offer.Meeting, offer.Subscription, line.Ssrc, conference);
}
