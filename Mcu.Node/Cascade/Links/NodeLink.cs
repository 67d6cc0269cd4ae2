using Mcu.Cascade.Links;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Cascade.Meetings;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Links;

/// <summary>
/// One link of this node while it lives: its session, what waits to leave, its media, and what meetings use of it. Belongs to the
/// control loop; others drain the outbox and carry the tunnel.
/// </summary>
public sealed class NodeLink : IMeetingLink, ILinkMediaEvents
{
    private readonly MediaEngine engine;
    private readonly LinkMediaOptions mediaOptions;
    private readonly NodeMeetings meetings;
    private readonly Dictionary<string, Meeting> told = new(StringComparer.Ordinal);
    private LinkMedia? media;

    internal NodeLink(LinkRole role, string node, LinkSession session, MediaEngine engine, LinkMediaOptions mediaOptions, NodeMeetings meetings)
    {
        (Role, Node, Session) = (role, node, session);
        (this.engine, this.mediaOptions, this.meetings) = (engine, mediaOptions, meetings);
        Outbox = new LinkOutbox(() => MonotonicClock.Now) { Gate = engine.Gate };
        Tunnel = new LinkTunnel(engine.Gate);
        Tunnel.OnPacket = packet => Volatile.Read(ref media)?.TryTakeFromTunnel(packet);
    }

    /// <summary>Which end this node is.</summary>
    public LinkRole Role { get; }

    /// <summary>The node at the other end.</summary>
    public string Node { get; }

    /// <summary>The unit that the other end speaks for in meetings; of a node above, the node itself.</summary>
    public string Unit => Role == LinkRole.Parent ? Session.Peer?.Unit ?? Node : Node;

    /// <inheritdoc/>
    string IMeetingLink.Node => Unit;

    /// <inheritdoc/>
    public string Title => Session.Peer is { Title.Length: > 0 } peer ? peer.Title : Node;

    /// <summary>Who is there and whether it lives.</summary>
    public LinkSession Session { get; }

    /// <summary>What waits to leave.</summary>
    public LinkOutbox Outbox { get; }

    /// <summary>Media where UDP does not get through.</summary>
    public LinkTunnel Tunnel { get; }

    /// <summary>Its media; none before it is up, or when no port is free.</summary>
    public LinkMedia? Media => media;

    /// <summary>Cancelled when the link has ended and what waited has left, or could not.</summary>
    public CancellationTokenSource Ended { get; } = new();

    /// <summary>When it came up.</summary>
    public DateTimeOffset? UpSince { get; private set; }

    /// <summary>The meetings that the node above has, as it told of them last; of use when this link becomes the one in use.</summary>
    internal IReadOnlyCollection<Meeting> Meetings => [.. told.Values];

    /// <summary>Whether meetings know of it.</summary>
    internal bool IsAnnounced => UpSince is not null;

    /// <inheritdoc/>
    public bool Can(string capability) => Session.Peer?.Can(capability) ?? false;

    /// <inheritdoc/>
    public bool TrySend(LinkEnvelope envelope) => Session.TrySend(envelope);

    /// <inheritdoc/>
    public ILinkSound? OpenSound(ConferenceMedia conference, string meeting) =>
        media?.OpenSound(conference, meeting, LinkedMedia.SoundKey(Unit), MonotonicClock.Now);

    /// <inheritdoc/>
    public ILinkPictureOut? OpenPicture(ConferenceMedia conference, ChannelKind kind, string meeting, uint subscription, int maxBitsPerSecond) =>
        media?.OpenPicture(conference, kind, meeting, subscription, maxBitsPerSecond, MonotonicClock.Now);

    /// <inheritdoc/>
    public void Close(ILinkChannel channel) => media?.Close((LinkChannel)channel);

    /// <inheritdoc/>
    public void Send(LinkEnvelope envelope) => TrySend(envelope);

    /// <inheritdoc/>
    public void OnOffered(ChannelOpen channel)
    {
        if (meetings.ConferenceAt(this, channel.Meeting) is not { } conference)
        {
            return; // not accepted: refused
        }

        Instant now = MonotonicClock.Now;
        LinkChannel accepted = channel.Kind == ChannelKind.Sound
            ? media!.AcceptSound(channel, conference.Media, LinkedMedia.SoundKey(Unit), now)
            : media!.AcceptPicture(channel, conference.Media, now);
        if (!meetings.TryAccept(this, (ILinkChannel)accepted, now))
        {
            media.Close(accepted);
        }
    }

    /// <inheritdoc/>
    public void OnOpened(LinkChannel channel)
    {
        // What it carries was planned when this side opened it.
    }

    /// <inheritdoc/>
    public void OnClosed(LinkChannel channel)
    {
        if (!meetings.OnClosed(this, (ILinkChannel)channel, MonotonicClock.Now))
        {
            media?.Close(channel);
        }
    }

    /// <summary>The link is up: its media begin.</summary>
    internal void Begin(Instant now)
    {
        UpSince = DateTimeOffset.UtcNow;
        media = LinkMedia.TryOpen(engine, mediaOptions with { HasTunnel = Can(LinkCapability.Tunnel) }, Tunnel, this, now, out _);
    }

    /// <summary>Keeps what the node above tells of its meetings.</summary>
    internal void Remember(LinkEnvelope envelope)
    {
        if (envelope.BodyCase != LinkEnvelope.BodyOneofCase.Meeting)
        {
            return;
        }

        if (envelope.Meeting.Ended)
        {
            told.Remove(envelope.Meeting.Id);
        }
        else if (told.Count < ConferenceRegistry.MaxConferences || told.ContainsKey(envelope.Meeting.Id))
        {
            told[envelope.Meeting.Id] = envelope.Meeting;
        }
    }

    /// <summary>Takes an envelope that is not the session's own; true when it is about media.</summary>
    internal bool TakeMedia(LinkEnvelope envelope, Instant now) => (media?.Receive(envelope, now) ?? false) || envelope.BodyCase == LinkEnvelope.BodyOneofCase.Heartbeat;

    /// <summary>Does what is due, and hands what the session has to the outbox. False: there is no room, the other side does not read.</summary>
    internal bool Tick(Instant now, bool isSecond)
    {
        Session.Tick(now, heartbeat => media?.Stamp(heartbeat));
        if (isSecond && media is not null)
        {
            media.SetRoundTrip(Session.RoundTrip ?? TimeSpan.FromMilliseconds(50));
            media.Tick(now);
        }

        return Flush(now);
    }

    /// <summary>Hands what the session has to the outbox; false when there is no room.</summary>
    internal bool Flush(Instant now)
    {
        while (Session.TryTake(out LinkEnvelope? envelope))
        {
            if (!Outbox.TryPost(envelope, now))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lets go of everything; meetings have left it before.</summary>
    internal void Finish(Instant now)
    {
        Flush(now);
        Outbox.Complete();
        media?.Close();
        media = null;
        bool mayStillSpeak = Session.End is { Kind: not (LinkEndKind.Silent or LinkEndKind.Broken) };
        Ended.CancelAfter(mayStillSpeak ? TimeSpan.FromSeconds(1) : TimeSpan.Zero); // for a goodbye, or a refusal
    }
}
