using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavformat/avformat.h: the fields that we use, at their offsets in libavformat 59.</summary>
[StructLayout(LayoutKind.Explicit, Size = 472)]
public unsafe struct AVFormatContext
{
    [FieldOffset(32)]
    public AVIOContext* pb;

    [FieldOffset(96)]
    public int flags;
}
