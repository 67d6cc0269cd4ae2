using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Rtp;
using Mcu.Node.Media;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>Which channels a link has: numbers, sources, and who is told of packets. Control loop's thread.</summary>
internal sealed class LinkChannels(LinkReceiver receiver, MediaStreamServices services)
{
    private readonly Dictionary<(uint Number, bool IsMine), LinkChannel> open = [];
    private readonly HashSet<uint> usedSources = [0]; // probes have 0
    private uint lastNumber;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<LinkChannel> All => open.Values;

    /// <summary>How many the other side opened.</summary>
    public int Offered => open.Keys.Count(key => !key.IsMine);

    /// <summary>A number for a channel of ours.</summary>
    public uint NextNumber() => ++lastNumber;

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

    /// <summary>Whether the other side may open a channel of that number and source.</summary>
    public bool IsFree(ChannelOpen offer) => !open.ContainsKey((offer.Channel, false)) && IsFree(offer.Ssrc);

    /// <summary>Whether the other side has no channel with a source.</summary>
    public bool IsFree(uint peerSsrc) => peerSsrc != 0 && All.All(channel => channel.PeerSsrc != peerSsrc);

    /// <summary>Takes a channel in.</summary>
    public void Add(LinkChannel channel)
    {
        open.Add((channel.Place.Number, channel.IsMine), channel);
        Publish();
    }

    /// <summary>Finds a channel.</summary>
    public bool TryFind(uint number, bool isMine, [NotNullWhen(true)] out LinkChannel? channel) => open.TryGetValue((number, isMine), out channel);

    /// <summary>Takes a channel out; false when it was out already.</summary>
    public bool Remove(LinkChannel channel)
    {
        bool removed = TryFind(channel.Place.Number, channel.IsMine, out LinkChannel? found)
            && ReferenceEquals(found, channel)
            && open.Remove((channel.Place.Number, channel.IsMine));
        Publish();
        return removed;
    }

    /// <summary>Has packets go to the channels that are open now.</summary>
    public void Publish() => receiver.Publish(new LinkTable(open.Values));
}
