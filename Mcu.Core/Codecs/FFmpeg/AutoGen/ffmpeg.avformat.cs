using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

#pragma warning disable CS8981 // FFmpeg.AutoGen's name
public static unsafe partial class ffmpeg
{
    [DllImport(AvFormat)]
    public static extern uint avformat_version();

    [DllImport(AvFormat)]
    public static extern int avformat_alloc_output_context2(
        AVFormatContext** ctx,
        AVOutputFormat* oformat,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? format_name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? filename);

    [DllImport(AvFormat)]
    public static extern void avformat_free_context(AVFormatContext* s);

    [DllImport(AvFormat)]
    public static extern AVStream* avformat_new_stream(AVFormatContext* s, AVCodec* c);

    [DllImport(AvFormat)]
    public static extern int avformat_write_header(AVFormatContext* s, AVDictionary** options);

    [DllImport(AvFormat)]
    public static extern int av_write_frame(AVFormatContext* s, AVPacket* pkt);

    [DllImport(AvFormat)]
    public static extern int av_write_trailer(AVFormatContext* s);

    [DllImport(AvFormat)]
    public static extern AVIOContext* avio_alloc_context(
        byte* buffer,
        int buffer_size,
        int write_flag,
        void* opaque,
        avio_alloc_context_read_packet_func read_packet,
        avio_alloc_context_write_packet_func write_packet,
        avio_alloc_context_seek_func seek);

    [DllImport(AvFormat)]
    public static extern void avio_context_free(AVIOContext** s);

    [DllImport(AvFormat)]
    public static extern void avio_flush(AVIOContext* s);
}
