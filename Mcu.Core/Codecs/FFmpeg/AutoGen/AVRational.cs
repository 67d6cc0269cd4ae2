using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavutil/rational.h: a fraction.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
public unsafe struct AVRational
{
    [FieldOffset(0)]
    public int num;

    [FieldOffset(4)]
    public int den;
}
