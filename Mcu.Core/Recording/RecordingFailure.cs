using Mcu.Core.Codecs.FFmpeg;

namespace Mcu.Core.Recording;

/// <summary>Tells a full disk from other reasons.</summary>
internal static class RecordingFailure
{
    private const int NoSpace = 28; // ENOSPC; .NET puts errno into an IOException's HResult on Linux
    private const int OverQuota = 122; // EDQUOT

    /// <summary>The reason and its words.</summary>
    public static (RecordingError Error, string Message) Explain(Exception? thrown, int result) => thrown switch
    {
        null => (RecordingError.Refused, FFmpegRuntime.Describe(result)),
        IOException { HResult: NoSpace or OverQuota } full => (RecordingError.DiskFull, full.Message),
        _ => (RecordingError.WriteFailed, thrown.Message),
    };
}
