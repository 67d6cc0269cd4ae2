namespace Mcu.Node.Net;

/// <summary>Differentiated services code points for our traffic (RFC 8837 section 5, RFC 4594).</summary>
public enum Dscp
{
    /// <summary>Default forwarding.</summary>
    BestEffort = 0,

    /// <summary>CS3, signaling.</summary>
    Signaling = 24,

    /// <summary>AF41, interactive video.</summary>
    Video = 34,

    /// <summary>EF, speech.</summary>
    Audio = 46,
}
