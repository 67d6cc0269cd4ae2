using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavcodec/packet.h: the fields that we use, at their offsets in libavcodec 59.</summary>
[StructLayout(LayoutKind.Explicit, Size = 104)]
public unsafe struct AVPacket
{
    [FieldOffset(0)]
    public AVBufferRef* buf;

    [FieldOffset(8)]
    public long pts;

    [FieldOffset(16)]
    public long dts;

    [FieldOffset(24)]
    public byte* data;

    [FieldOffset(32)]
    public int size;

    [FieldOffset(36)]
    public int stream_index;

    [FieldOffset(40)]
    public int flags;

    [FieldOffset(64)]
    public long duration;
}
