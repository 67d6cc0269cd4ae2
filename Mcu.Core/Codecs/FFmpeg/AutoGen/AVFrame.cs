using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavutil/frame.h: the fields that we use, at their offsets in libavutil 57.</summary>
[StructLayout(LayoutKind.Explicit, Size = 472)]
public unsafe struct AVFrame
{
    [FieldOffset(0)]
    public byte_ptrArray8 data;

    [FieldOffset(64)]
    public int_array8 linesize;

    [FieldOffset(104)]
    public int width;

    [FieldOffset(108)]
    public int height;

    [FieldOffset(112)]
    public int nb_samples;

    [FieldOffset(116)]
    public int format;

    [FieldOffset(124)]
    public AVPictureType pict_type;

    [FieldOffset(128)]
    public AVRational sample_aspect_ratio;

    [FieldOffset(136)]
    public long pts;

    [FieldOffset(208)]
    public int sample_rate;

    [FieldOffset(224)]
    public AVBufferRef_ptrArray8 buf;

    [FieldOffset(316)]
    public int flags;

    [FieldOffset(320)]
    public AVColorRange color_range;

    [FieldOffset(376)]
    public int decode_error_flags;

    [FieldOffset(448)]
    public AVChannelLayout ch_layout;
}
