namespace Mcu.Cascade.Identity;

/// <summary>What the peer is on the connection.</summary>
public enum PeerRole
{
    /// <summary>It called us.</summary>
    Client,

    /// <summary>We called it.</summary>
    Server,
}

/// <summary>Why a peer is refused.</summary>
public enum PeerRefusal
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It showed no certificate.</summary>
    NoCertificate,

    /// <summary>Its certificate was not issued by our authority.</summary>
    ForeignAuthority,

    /// <summary>The authority's own certificate has expired.</summary>
    AuthorityExpired,

    /// <summary>Its certificate's time has not come.</summary>
    NotYetValid,

    /// <summary>Its certificate has expired.</summary>
    Expired,

    /// <summary>Its certificate is not for what it is used for here.</summary>
    WrongUsage,

    /// <summary>Its certificate is pinned to no node.</summary>
    NoNodeId,

    /// <summary>It is another node than the one that we called.</summary>
    WrongNodeId,
}

/// <summary>What a node thinks of a peer's certificate.</summary>
/// <param name="Refusal">Why it is refused; <see cref="PeerRefusal.None"/> when it is not.</param>
/// <param name="Role">What the peer is on the connection.</param>
/// <param name="NodeId">The node that the certificate is pinned to; null when it was not issued by our authority, or names none.</param>
/// <param name="Subject">The certificate's subject, for the log; by itself it proves nothing.</param>
public sealed record PeerVerdict(PeerRefusal Refusal, PeerRole Role, string? NodeId, string Subject)
{
    /// <summary>Whether the peer may connect.</summary>
    public bool IsAccepted => Refusal == PeerRefusal.None;
}
