using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns a scaler.</summary>
internal sealed unsafe class SwsContextHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public SwsContextHandle(SwsContext* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate a scaler.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public SwsContext* Pointer => (SwsContext*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        ffmpeg.sws_freeContext(Pointer);
        return true;
    }
}
