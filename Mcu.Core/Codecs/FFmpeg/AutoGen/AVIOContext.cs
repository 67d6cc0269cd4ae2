using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavformat/avio.h: the fields that we use, at their offsets in libavformat 59.</summary>
[StructLayout(LayoutKind.Explicit, Size = 216)]
public unsafe struct AVIOContext
{
    [FieldOffset(8)]
    public byte* buffer;

    [FieldOffset(84)]
    public int error;
}
