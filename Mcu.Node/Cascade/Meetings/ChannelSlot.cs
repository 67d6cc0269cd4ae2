using Mcu.Core.Time;
using Mcu.Node.Conferences;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>The place of one channel in a meeting: open or not. With the channel ends what the conference's plans have of it.</summary>
/// <param name="conference">Whose plans name it.</param>
/// <param name="link">What it runs over.</param>
/// <param name="forget">Takes it out of what plans are made of.</param>
internal sealed class ChannelSlot<TChannel>(LiveConference conference, IMeetingLink link, Action forget)
    where TChannel : class, ILinkChannel
{
    /// <summary>The channel that is open; null: none.</summary>
    public TChannel? Channel { get; private set; }

    /// <summary>Whether it is this channel.</summary>
    public bool Holds(ILinkChannel channel) => ReferenceEquals(channel, Channel);

    /// <summary>A channel is open, in place of the one before.</summary>
    public void Put(TChannel channel, Instant now)
    {
        End(now);
        Channel = channel;
    }

    /// <summary>The other end closed a channel: ends it if it is this one; false when it is another.</summary>
    public bool TryEnd(ILinkChannel channel, Instant now)
    {
        bool isThis = Holds(channel);
        if (isThis)
        {
            End(now);
        }

        return isThis;
    }

    /// <summary>Closes the channel if one is open, after plans without it are out.</summary>
    public void End(Instant now)
    {
        if (Channel is { } ended)
        {
            forget();
            conference.Replan(now);
            link.Close(ended);
            Channel = null;
        }
    }
}
