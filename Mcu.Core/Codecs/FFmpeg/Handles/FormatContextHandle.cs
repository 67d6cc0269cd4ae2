using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns a format context and its streams.</summary>
internal sealed unsafe class FormatContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public FormatContextHandle(AVFormatContext* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate a format context and its streams.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public AVFormatContext* Pointer => (AVFormatContext*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        ffmpeg.avformat_free_context(Pointer);
        return true;
    }
}
