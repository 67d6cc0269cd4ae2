using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavutil/buffer.h: a reference to counted memory.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
public unsafe struct AVBufferRef
{
    [FieldOffset(8)]
    public byte* data;

    [FieldOffset(16)]
    public ulong size;
}
