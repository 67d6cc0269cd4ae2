using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavformat/avformat.h: the fields that we use, at their offsets in libavformat 59.</summary>
[StructLayout(LayoutKind.Explicit, Size = 224)]
public unsafe struct AVStream
{
    [FieldOffset(0)]
    public int index;

    [FieldOffset(16)]
    public AVRational time_base;

    [FieldOffset(72)]
    public AVRational avg_frame_rate;

    [FieldOffset(208)]
    public AVCodecParameters* codecpar;
}
