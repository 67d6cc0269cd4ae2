using FFmpeg.AutoGen;
using Microsoft.Win32.SafeHandles;

namespace Mcu.Core.Codecs.FFmpeg.Handles;

/// <summary>Owns an AVPacket, and its reference to bytes.</summary>
internal sealed unsafe class PacketHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Takes what FFmpeg has allocated.</summary>
    public PacketHandle(AVPacket* pointer)
        : base(ownsHandle: true)
    {
        if (pointer is null)
        {
            throw new CodecException("FFmpeg could not allocate an AVPacket, and its reference to bytes.");
        }

        SetHandle((nint)pointer);
    }

    /// <summary>The object; the handle must outlive its use.</summary>
    public AVPacket* Pointer => (AVPacket*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        AVPacket* packet = Pointer;
        ffmpeg.av_packet_free(&packet);
        return true;
    }
}
