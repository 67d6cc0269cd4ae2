namespace Mcu.Core.Packetizing;

/// <summary>What a depacketizer makes of a payload.</summary>
public enum DepacketizeResult
{
    /// <summary>Taken.</summary>
    Taken,

    /// <summary>Nothing in it, which is no harm.</summary>
    Ignored,

    /// <summary>Of a kind that we never negotiate (STAP-B, MTAP, FU-B).</summary>
    Unsupported,

    /// <summary>It breaks the payload format; its picture is dropped.</summary>
    Malformed,

    /// <summary>It belongs to a picture that has been given out: markers of this sender are not to be believed.</summary>
    Late,

    /// <summary>The stream asks for more than the limits allow; nothing is given out until it changes.</summary>
    TooLarge,
}
