namespace Mcu.Core.Sdp;

/// <summary>Why a session description was refused.</summary>
public enum SdpParseError
{
    /// <summary>It was not refused.</summary>
    None,

    /// <summary>More than <see cref="SdpLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>More than <see cref="SdpLimits.MaxLines"/> lines.</summary>
    TooManyLines,

    /// <summary>More than <see cref="SdpLimits.MaxMediaLines"/> m= lines.</summary>
    TooManyMediaLines,

    /// <summary>More than <see cref="SdpLimits.MaxFormats"/> formats in one m= line.</summary>
    TooManyFormats,

    /// <summary>The first line is not <c>v=0</c>.</summary>
    BadVersion,

    /// <summary>A line is not one letter, <c>=</c> and a value.</summary>
    BadLine,

    /// <summary>The o= line is absent or does not have its six fields.</summary>
    BadOrigin,

    /// <summary>A c= line is not <c>IN IP4|IP6 address</c>.</summary>
    BadConnection,

    /// <summary>An m= line lacks its port or protocol, or holds something other than printable ASCII.</summary>
    BadMediaLine,
}
