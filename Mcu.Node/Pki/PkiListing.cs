using Mcu.Cascade.Identity;

namespace Mcu.Node.Pki;

/// <summary>What a certificate of the index is worth now.</summary>
public enum CertificateState
{
    /// <summary>Its time has not come: the clock here is wrong.</summary>
    NotYetValid,

    /// <summary>Good.</summary>
    Valid,

    /// <summary>Good, but to be renewed now.</summary>
    ExpiresSoon,

    /// <summary>Over.</summary>
    Expired,

    /// <summary>The node has a newer one.</summary>
    Superseded,
}

/// <summary>A certificate of the index with what it is worth.</summary>
public sealed record ListedCertificate(PkiIndexEntry Entry, CertificateState State);

/// <summary>What an authority issued.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Certificates">By node id, the newest of each first.</param>
public sealed record PkiListing(AuthorityInfo Authority, IReadOnlyList<ListedCertificate> Certificates)
{
    /// <summary>Puts entries, oldest first, in order and in state.</summary>
    public static PkiListing Of(AuthorityInfo authority, IEnumerable<PkiIndexEntry> entries, DateTimeOffset now)
    {
        IEnumerable<ListedCertificate> certificates = entries
            .GroupBy(entry => entry.NodeId, StringComparer.Ordinal)
            .OrderBy(node => node.Key, StringComparer.Ordinal)
            .SelectMany(node => node.Reverse().Select((entry, age) => new ListedCertificate(
                entry, age > 0 ? CertificateState.Superseded : StateOf(entry, now))));
        return new PkiListing(authority, [.. certificates]);
    }

    /// <summary>What a node's newest certificate is worth.</summary>
    public static CertificateState StateOf(PkiIndexEntry entry, DateTimeOffset now) => entry.Lifetime.StateAt(now) switch
    {
        ExpiryState.NotYetValid => CertificateState.NotYetValid,
        ExpiryState.ExpiresSoon => CertificateState.ExpiresSoon,
        ExpiryState.Expired => CertificateState.Expired,
        _ => CertificateState.Valid,
    };
}
