namespace Mcu.Cascade.Identity;

/// <summary>Why a node's identity cannot be used.</summary>
public enum IdentityFault
{
    /// <summary>A file is missing or may not be read.</summary>
    FileUnreadable,

    /// <summary>The certificate's file holds no PEM certificate.</summary>
    CertificateMalformed,

    /// <summary>The key's file holds no unencrypted PEM key that fits the certificate's algorithm.</summary>
    KeyMalformed,

    /// <summary>The key is another certificate's: only one of the two files was renewed or copied.</summary>
    KeyMismatch,

    /// <summary>The authority's file holds no PEM certificate of an authority.</summary>
    AuthorityMalformed,

    /// <summary>The certificate was issued by another authority.</summary>
    ForeignAuthority,

    /// <summary>The certificate is pinned to no node.</summary>
    NoNodeId,

    /// <summary>The certificate is another node's.</summary>
    WrongNodeId,
}

/// <summary>Why a node's identity cannot be used, and which file is to blame.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Path">The file.</param>
/// <param name="Detail">What the system or the library says, or the node id that was found; may be empty.</param>
public sealed record IdentityError(IdentityFault Fault, string Path, string Detail);
