using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavutil/channel_layout.h: the fields that we use, at their offsets in libavutil 57.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
public unsafe struct AVChannelLayout
{
    [FieldOffset(4)]
    public int nb_channels;
}
