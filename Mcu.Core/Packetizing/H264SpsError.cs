namespace Mcu.Core.Packetizing;

/// <summary>Why a sequence parameter set is refused.</summary>
public enum H264SpsError
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The NAL unit is not a sequence parameter set.</summary>
    NotAnSps,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>A value is outside of what the standard allows.</summary>
    BadValue,

    /// <summary>The picture is larger than we decode.</summary>
    TooLarge,

    /// <summary>It keeps more reference pictures than the standard allows.</summary>
    TooManyFrames,
}
