using Mcu.Core.Rtp;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// Which channels a link has, and what the two sides say of them: numbers, sources, and who is told of packets. Control loop's thread.
/// </summary>
internal sealed class LinkChannels(LinkReceiver receiver, MediaStreamServices services, ILinkMediaEvents events, int maxOffered)
{
    private const int MostClosedToldAnew = 64;

    private readonly Dictionary<(uint Number, bool IsMine), LinkChannel> open = [];
    private readonly HashSet<uint> usedSources = [0]; // probes have 0
    private readonly Queue<ChannelClose> closed = [];
    private uint lastNumber;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<LinkChannel> All => open.Values;

    /// <summary>
    /// A line whose source no channel of this side ever had: two under one key would share packet counters, and so the cipher's
    /// nonces (RFC 7714 §8.1).
    /// </summary>
    public RtpStreamLine NewLine(ChannelKind kind)
    {
        while (true)
        {
            RtpStreamLine line = LinkFormats.NewLine(kind, services);
            if (usedSources.Add(line.Ssrc))
            {
                return line;
            }
        }
    }

    /// <summary>The place of a channel of ours.</summary>
    public LinkChannelPlace NewPlace(ChannelKind kind, string meeting, uint subscription, RtpStreamLine line, ConferenceMedia conference) =>
        new(++lastNumber, IsMine: true, kind, meeting, subscription, line.Ssrc, conference);

    /// <summary>Offers a channel of ours.</summary>
    public T Offer<T>(T channel)
        where T : LinkChannel
    {
        Add(channel);
        Offer(channel.Place);
        return channel;
    }

    /// <summary>Says again what the other side may have missed while this node's gate was closed; what it has heard changes nothing.</summary>
    public void TellAnew()
    {
        foreach (ChannelClose close in closed)
        {
            Tell(close); // numbers are never used twice
        }

        foreach (LinkChannel channel in open.Values)
        {
            if (!channel.IsMine)
            {
                Reply(channel.Place.Number, channel.Place.LocalSsrc);
            }
            else if (!channel.IsOpen)
            {
                Offer(channel.Place);
            }
        }
    }

    /// <summary>Takes a channel that the other side offers now.</summary>
    public T Accept<T>(T channel, ChannelOpen offer)
        where T : LinkChannel
    {
        channel.Open(offer.Ssrc);
        Add(channel);
        Reply(offer.Channel, channel.Place.LocalSsrc);
        return channel;
    }

    /// <summary>Ends a channel; the other side is told, unless it closed it.</summary>
    public void Close(LinkChannel channel)
    {
        if (Remove(channel))
        {
            var close = new ChannelClose { Channel = channel.Place.Number, Mine = channel.IsMine };
            closed.Enqueue(close);
            if (closed.Count > MostClosedToldAnew)
            {
                closed.Dequeue();
            }

            Tell(close);
        }
    }

    /// <summary>Takes all out, and tells nobody.</summary>
    public IReadOnlyList<LinkChannel> Clear()
    {
        LinkChannel[] all = [.. open.Values];
        open.Clear();
        Publish();
        return all;
    }

    /// <summary>The other side wants to open a channel, or says so again.</summary>
    public void OnOpen(ChannelOpen offer)
    {
        if (open.TryGetValue((offer.Channel, false), out LinkChannel? taken) && taken.PeerSsrc == offer.Ssrc)
        {
            Reply(offer.Channel, taken.Place.LocalSsrc);
            return;
        }

        bool canBe = LinkFormats.CanTake(offer)
            && !open.ContainsKey((offer.Channel, false))
            && IsFree(offer.Ssrc)
            && open.Keys.Count(key => !key.IsMine) < maxOffered;
        if (canBe)
        {
            events.OnOffered(offer);
        }

        if (!canBe || !open.ContainsKey((offer.Channel, false)))
        {
            Reply(offer.Channel, ssrc: 0);
        }
    }

    /// <summary>The other side took a channel of ours, or did not.</summary>
    public void OnReply(ChannelReply reply)
    {
        if (!open.TryGetValue((reply.Channel, true), out LinkChannel? channel) || channel.IsOpen)
        {
            return;
        }

        if (IsFree(reply.Ssrc))
        {
            channel.Open(reply.Ssrc);
            Publish();
            events.OnOpened(channel);
        }
        else
        {
            Remove(channel);
            events.OnClosed(channel);
        }
    }

    /// <summary>The other side closed a channel; "mine" is its own word.</summary>
    public void OnClose(ChannelClose close)
    {
        if (open.TryGetValue((close.Channel, !close.Mine), out LinkChannel? channel))
        {
            Remove(channel);
            events.OnClosed(channel);
        }
    }

    private void Tell(ChannelClose close) => events.Send(new LinkEnvelope { ChannelClose = close });

    private bool IsFree(uint peerSsrc) => peerSsrc != 0 && All.All(channel => channel.PeerSsrc != peerSsrc);

    private void Offer(LinkChannelPlace place) => events.Send(new LinkEnvelope
    {
        ChannelOpen = new ChannelOpen
        {
            Channel = place.Number,
            Kind = place.Kind,
            Meeting = place.Meeting,
            Subscription = place.Subscription,
            Ssrc = place.LocalSsrc,
            Codec = LinkFormats.CodecOf(place.Kind),
            PayloadType = LinkFormats.PayloadTypeOf(place.Kind),
        },
    });

    private void Reply(uint number, uint ssrc) =>
        events.Send(new LinkEnvelope { ChannelReply = new ChannelReply { Channel = number, Ssrc = ssrc } });

    private void Add(LinkChannel channel)
    {
        open.Add((channel.Place.Number, channel.IsMine), channel);
        Publish();
    }

    private bool Remove(LinkChannel channel)
    {
        (uint, bool) key = (channel.Place.Number, channel.IsMine);
        if (!open.TryGetValue(key, out LinkChannel? found) || !ReferenceEquals(found, channel))
        {
            return false;
        }

        open.Remove(key);
        Publish();
        return true;
    }

    private void Publish() => receiver.Publish(new LinkTable(open.Values));
}
