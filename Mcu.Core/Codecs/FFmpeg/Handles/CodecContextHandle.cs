using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns a codec context.</summary>
internal sealed unsafe class CodecContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public CodecContextHandle(AVCodecContext* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate a codec context.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public AVCodecContext* Pointer => (AVCodecContext*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        AVCodecContext* context = Pointer;
        ffmpeg.avcodec_free_context(&context);
        return true;
    }
}
