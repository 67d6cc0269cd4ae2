using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

#pragma warning disable CS8981 // FFmpeg.AutoGen's name
public static unsafe partial class ffmpeg
{
    [DllImport(AvCodec)]
    public static extern uint avcodec_version();

    [DllImport(AvCodec)]
    public static extern AVCodec* avcodec_find_decoder(AVCodecID id);

    [DllImport(AvCodec)]
    public static extern AVCodec* avcodec_find_decoder_by_name([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(AvCodec)]
    public static extern AVCodec* avcodec_find_encoder_by_name([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(AvCodec)]
    public static extern AVCodecContext* avcodec_alloc_context3(AVCodec* codec);

    [DllImport(AvCodec)]
    public static extern void avcodec_free_context(AVCodecContext** avctx);

    [DllImport(AvCodec)]
    public static extern int avcodec_open2(AVCodecContext* avctx, AVCodec* codec, AVDictionary** options);

    [DllImport(AvCodec)]
    public static extern int avcodec_send_packet(AVCodecContext* avctx, AVPacket* avpkt);

    [DllImport(AvCodec)]
    public static extern int avcodec_receive_frame(AVCodecContext* avctx, AVFrame* frame);

    [DllImport(AvCodec)]
    public static extern int avcodec_send_frame(AVCodecContext* avctx, AVFrame* frame);

    [DllImport(AvCodec)]
    public static extern int avcodec_receive_packet(AVCodecContext* avctx, AVPacket* avpkt);

    [DllImport(AvCodec)]
    public static extern void avcodec_flush_buffers(AVCodecContext* avctx);

    [DllImport(AvCodec)]
    public static extern AVPacket* av_packet_alloc();

    [DllImport(AvCodec)]
    public static extern void av_packet_free(AVPacket** pkt);

    [DllImport(AvCodec)]
    public static extern void av_packet_unref(AVPacket* pkt);
}
