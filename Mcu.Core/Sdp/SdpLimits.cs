namespace Mcu.Core.Sdp;

/// <summary>How much of a stranger's session description we are ready to hold.</summary>
public static class SdpLimits
{
    /// <summary>Bytes of a whole description.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Lines of a whole description; a browser's longest offers stay under 2000.</summary>
    public const int MaxLines = 4096;

    /// <summary>m= lines.</summary>
    public const int MaxMediaLines = 20;

    /// <summary>Formats (payload types) of one m= line.</summary>
    public const int MaxFormats = 64;
}
