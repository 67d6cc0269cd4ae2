using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns an AVIO context and its buffer.</summary>
internal sealed unsafe class AvioContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public AvioContextHandle(AVIOContext* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate an AVIO context and its buffer.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public AVIOContext* Pointer => (AVIOContext*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        AVIOContext* context = Pointer;
        ffmpeg.av_freep(&context->buffer); // avio_context_free leaves the buffer to its owner
        ffmpeg.avio_context_free(&context);
        return true;
    }
}
