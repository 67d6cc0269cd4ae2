using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavcodec/avcodec.h: the fields that we use, at their offsets in libavcodec 59.</summary>
[StructLayout(LayoutKind.Explicit, Size = 944)]
public unsafe struct AVCodecContext
{
    [FieldOffset(56)]
    public long bit_rate;

    [FieldOffset(76)]
    public int flags;

    [FieldOffset(100)]
    public AVRational time_base;

    [FieldOffset(116)]
    public int width;

    [FieldOffset(120)]
    public int height;

    [FieldOffset(132)]
    public int gop_size;

    [FieldOffset(136)]
    public AVPixelFormat pix_fmt;

    [FieldOffset(160)]
    public int max_b_frames;

    [FieldOffset(172)]
    public int has_b_frames;

    [FieldOffset(336)]
    public AVColorRange color_range;

    [FieldOffset(352)]
    public int sample_rate;

    [FieldOffset(360)]
    public AVSampleFormat sample_fmt;

    [FieldOffset(436)]
    public int rc_buffer_size;

    [FieldOffset(456)]
    public long rc_max_rate;

    [FieldOffset(464)]
    public long rc_min_rate;

    [FieldOffset(636)]
    public int thread_count;

    [FieldOffset(684)]
    public AVDiscard skip_loop_filter;

    [FieldOffset(712)]
    public AVRational framerate;

    [FieldOffset(864)]
    public long max_pixels;

    [FieldOffset(920)]
    public AVChannelLayout ch_layout;
}
