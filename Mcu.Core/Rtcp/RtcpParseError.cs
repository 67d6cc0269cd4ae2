namespace Mcu.Core.Rtcp;

/// <summary>Why a datagram, or its rest, was not read as RTCP.</summary>
public enum RtcpParseError
{
    /// <summary>All was read.</summary>
    None,

    /// <summary>Fewer bytes than a block's header.</summary>
    TooShort,

    /// <summary>The version is not 2.</summary>
    Version,

    /// <summary>The packet type is not one of RTCP's.</summary>
    PacketType,

    /// <summary>A block's length runs past the end.</summary>
    Length,

    /// <summary>The padding is longer than its block.</summary>
    Padding,

    /// <summary>A block of a known type is too short for what it says it holds; the others were read.</summary>
    Block,
}
