using Mcu.Core.Conferences.Media;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Meetings;

/// <summary>A link as the meetings that run over it use it: messages in order, and channels of media. Belongs to the control loop.</summary>
public interface IMeetingLink
{
    /// <summary>The node at the other end; of a node below with a standby, the unit that both speak for.</summary>
    string Node { get; }

    /// <summary>Its name as operators read it.</summary>
    string Title { get; }

    /// <summary>Whether the other end can do something, by <see cref="Mcu.Cascade.Links.LinkCapability"/>.</summary>
    bool Can(string capability);

    /// <summary>Queues a message; false when the link is ending.</summary>
    bool TrySend(LinkEnvelope envelope);

    /// <summary>Opens a channel for sound both ways; none: the link has no media now.</summary>
    ILinkSound? OpenSound(ConferenceMedia conference, string meeting);

    /// <summary>Opens a channel for pictures to the other end; none: the link has no media now.</summary>
    ILinkPictureOut? OpenPicture(ConferenceMedia conference, ChannelKind kind, string meeting, uint subscription, int maxBitsPerSecond);

    /// <summary>Closes a channel that either end opened; its memory is freed when the conference's loops no longer use it.</summary>
    void Close(ILinkChannel channel);
}

/// <summary>One medium of one meeting on a link.</summary>
public interface ILinkChannel
{
    /// <summary>What it carries.</summary>
    ChannelKind Kind { get; }

    /// <summary>The meeting's id.</summary>
    string Meeting { get; }

    /// <summary>The subscription that it serves; 0 for other kinds.</summary>
    uint Subscription { get; }
}

/// <summary>Sound, both ways.</summary>
public interface ILinkSound : ILinkChannel
{
    /// <summary>Its place in a conference's mix.</summary>
    AudioLeg Leg { get; }

    /// <summary>Packets that have come.</summary>
    long Received { get; }
}

/// <summary>Pictures to the other end.</summary>
public interface ILinkPictureOut : ILinkChannel
{
    /// <summary>Their way out.</summary>
    VideoSendPath Path { get; }

    /// <summary>What the link bears of them now, bit/s; at most what is allowed.</summary>
    int TargetBitsPerSecond { get; }

    /// <summary>Sets the most that they may take, bit/s: they are wanted larger, or smaller, than when the channel was opened.</summary>
    void AllowUpTo(int bitsPerSecond);
}

/// <summary>Pictures from the other end.</summary>
public interface ILinkPictureIn : ILinkChannel
{
    /// <summary>Where they arrive.</summary>
    VideoSource Source { get; }

    /// <summary>Packets that have come.</summary>
    long Received { get; }
}
