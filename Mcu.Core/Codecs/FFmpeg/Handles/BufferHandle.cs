using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns a reference to a buffer.</summary>
internal sealed unsafe class BufferHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public BufferHandle(AVBufferRef* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate a reference to a buffer.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public AVBufferRef* Pointer => (AVBufferRef*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        AVBufferRef* buffer = Pointer;
        ffmpeg.av_buffer_unref(&buffer);
        return true;
    }
}
