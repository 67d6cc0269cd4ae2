namespace Mcu.Core.Recording;

/// <summary>Why a recording has ended before its time.</summary>
public enum RecordingError
{
    /// <summary>It goes on, or was finished.</summary>
    None,

    /// <summary>The disk, or a quota on it, is full.</summary>
    DiskFull,

    /// <summary>The file could not be written for another reason.</summary>
    WriteFailed,

    /// <summary>The muxer refused what it was given.</summary>
    Refused,
}
