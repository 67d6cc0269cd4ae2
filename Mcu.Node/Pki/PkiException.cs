namespace Mcu.Node.Pki;

/// <summary>Why something about certificates cannot be done.</summary>
public enum PkiFault
{
    /// <summary>The folder has an authority already.</summary>
    AuthorityExists,

    /// <summary>The folder for a new authority holds other files.</summary>
    FolderNotEmpty,

    /// <summary>The folder has no authority.</summary>
    NoAuthority,

    /// <summary>The authority's certificate or key cannot be read.</summary>
    AuthorityMalformed,

    /// <summary>The authority's key needs a passphrase.</summary>
    PassphraseNeeded,

    /// <summary>The passphrase is wrong.</summary>
    PassphraseWrong,

    /// <summary>The passphrase's file is empty.</summary>
    PassphraseEmpty,

    /// <summary>The authority's certificate is over.</summary>
    AuthorityExpired,

    /// <summary>The node has a certificate already.</summary>
    NodeExists,

    /// <summary>The node has no certificate yet.</summary>
    NodeUnknown,

    /// <summary>The node id names the authority's own files.</summary>
    NodeIdReserved,

    /// <summary>The node's key, which was to be kept, cannot be read.</summary>
    NodeKeyMalformed,

    /// <summary>A line of the index cannot be read.</summary>
    IndexMalformed,

    /// <summary>A file cannot be read or written.</summary>
    FileFailed,
}

/// <summary>Something about certificates cannot be done.</summary>
/// <param name="fault">Why.</param>
/// <param name="subject">The file, folder or node concerned.</param>
/// <param name="cause">What the system says, or the names near to the one that is unknown; may be empty.</param>
public sealed class PkiException(PkiFault fault, string subject, string cause = "") : Exception($"{fault}: {subject} {cause}")
{
    /// <summary>Why.</summary>
    public PkiFault Fault { get; } = fault;

    /// <summary>The file, folder or node concerned.</summary>
    public string Subject { get; } = subject;

    /// <summary>What the system says; may be empty.</summary>
    public string Cause { get; } = cause;
}
