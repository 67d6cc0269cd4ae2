using System.Net;
using Google.Protobuf;
using Mcu.Core.Rtp;
using Mcu.V1;

namespace Mcu.Cascade.Media;

/// <summary>A <see cref="MediaOffer"/> that makes sense: where the other side receives, and the key of what it sends.</summary>
/// <param name="Key">The key.</param>
/// <param name="Candidates">Addresses, the likeliest first; none: it receives no UDP.</param>
public sealed record PeerMedia(LinkKey Key, IReadOnlyList<TransportAddress> Candidates)
{
    // One place in a round of probes is kept for the address that the peer's own probes come from.
    private const int MaxCandidates = ProbeNumbers.Candidates - 1;

    /// <summary>Reads an offer, or says why it is none.</summary>
    public static PeerMediaError TryRead(MediaOffer offer, out PeerMedia? media)
    {
        media = null;
        if (!string.Equals(offer.Profile, LinkKey.Profile, StringComparison.Ordinal))
        {
            return PeerMediaError.Profile;
        }

        if (offer.Generation == 0 || offer.Key.Length != LinkKey.KeyLength || offer.Salt.Length != LinkKey.SaltLength)
        {
            return PeerMediaError.Key;
        }

        if (offer.Port > ushort.MaxValue)
        {
            return PeerMediaError.Port;
        }

        var candidates = new List<TransportAddress>();
        foreach (string text in offer.Port == 0 ? [] : offer.Addresses.Take(MaxCandidates))
        {
            if (!IPAddress.TryParse(text, out IPAddress? address))
            {
                return PeerMediaError.Address;
            }

            candidates.Add(TransportAddress.From(address, (int)offer.Port));
        }

        media = new PeerMedia(new LinkKey(offer.Generation, offer.Key.ToByteArray(), offer.Salt.ToByteArray()), candidates);
        return PeerMediaError.None;
    }

    /// <summary>An offer of our own.</summary>
    public static MediaOffer Write(LinkKey key, IEnumerable<IPAddress> addresses, int port) => new()
    {
        Generation = key.Generation,
        Addresses = { addresses.Select(address => address.ToString()) },
        Port = (uint)port,
        Profile = LinkKey.Profile,
        Key = ByteString.CopyFrom(key.Key),
        Salt = ByteString.CopyFrom(key.Salt),
    };
}

/// <summary>What is wrong with a <see cref="MediaOffer"/>.</summary>
public enum PeerMediaError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A protection profile that we do not have.</summary>
    Profile,

    /// <summary>No generation, or key or salt of a wrong length.</summary>
    Key,

    /// <summary>No UDP port.</summary>
    Port,

    /// <summary>An address that is none.</summary>
    Address,
}
