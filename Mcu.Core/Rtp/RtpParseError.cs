namespace Mcu.Core.Rtp;

/// <summary>Why bytes are not an RTP packet.</summary>
public enum RtpParseError
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Fewer bytes than the fixed header of 12.</summary>
    TooShort,

    /// <summary>The version is not 2.</summary>
    Version,

    /// <summary>The payload type is one of RTCP's when multiplexed (RFC 5761 §4).</summary>
    Rtcp,

    /// <summary>The list of contributing sources runs past the end.</summary>
    Csrc,

    /// <summary>The header extension runs past the end.</summary>
    Extension,

    /// <summary>The padding is zero or longer than the payload.</summary>
    Padding,
}
