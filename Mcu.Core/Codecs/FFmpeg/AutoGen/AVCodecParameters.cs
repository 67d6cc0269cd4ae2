using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

/// <summary>libavcodec/codec_par.h: the fields that we use, at their offsets in libavcodec 59.</summary>
[StructLayout(LayoutKind.Explicit, Size = 168)]
public unsafe struct AVCodecParameters
{
    [FieldOffset(0)]
    public AVMediaType codec_type;

    [FieldOffset(4)]
    public AVCodecID codec_id;

    [FieldOffset(16)]
    public byte* extradata;

    [FieldOffset(24)]
    public int extradata_size;

    [FieldOffset(28)]
    public int format;

    [FieldOffset(56)]
    public int width;

    [FieldOffset(60)]
    public int height;

    [FieldOffset(116)]
    public int sample_rate;

    [FieldOffset(144)]
    public AVChannelLayout ch_layout;
}
