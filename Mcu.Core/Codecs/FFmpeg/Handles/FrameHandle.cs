using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns an AVFrame, and its reference to samples.</summary>
internal sealed unsafe class FrameHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public FrameHandle(AVFrame* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate an AVFrame, and its reference to samples.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public AVFrame* Pointer => (AVFrame*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        AVFrame* frame = Pointer;
        ffmpeg.av_frame_free(&frame);
        return true;
    }
}
