namespace Mcu.Core.Bfcp;

/// <summary>Why bytes are no message.</summary>
public enum BfcpParseError
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Shorter than the common header: nobody can be answered.</summary>
    TooShort,

    /// <summary>Longer than a datagram of ours.</summary>
    TooLong,

    /// <summary>A version other than 1 and 2.</summary>
    Version,

    /// <summary>One of several fragments; we send and take whole messages only (RFC 8855 §6.2.3).</summary>
    Fragment,

    /// <summary>The payload length is not that of the datagram.</summary>
    Length,

    /// <summary>An attribute is shorter than its header, or longer than what is left.</summary>
    Attribute,

    /// <summary>More attributes than any message has.</summary>
    TooManyAttributes,
}
