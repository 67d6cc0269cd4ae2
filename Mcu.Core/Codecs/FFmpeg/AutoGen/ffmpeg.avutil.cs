using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

#pragma warning disable CS8981 // FFmpeg.AutoGen's name
public static unsafe partial class ffmpeg
{
    [DllImport(AvUtil)]
    public static extern uint avutil_version();

    [DllImport(AvUtil)]
    [return: MarshalAs(UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(ConstCharPtrMarshaler))]
    public static extern string av_version_info();

    [DllImport(AvUtil)]
    public static extern AVFrame* av_frame_alloc();

    [DllImport(AvUtil)]
    public static extern void av_frame_free(AVFrame** frame);

    [DllImport(AvUtil)]
    public static extern void av_frame_unref(AVFrame* frame);

    [DllImport(AvUtil)]
    public static extern AVBufferRef* av_buffer_alloc(ulong size);

    [DllImport(AvUtil)]
    public static extern AVBufferRef* av_buffer_ref(AVBufferRef* buf);

    [DllImport(AvUtil)]
    public static extern void av_buffer_unref(AVBufferRef** buf);

    [DllImport(AvUtil)]
    public static extern int av_buffer_is_writable(AVBufferRef* buf);

    [DllImport(AvUtil)]
    public static extern void av_channel_layout_default(AVChannelLayout* ch_layout, int nb_channels);

    [DllImport(AvUtil)]
    public static extern int av_dict_set(
        AVDictionary** pm,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string key,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string? value,
        int flags);

    [DllImport(AvUtil)]
    public static extern AVDictionaryEntry* av_dict_get(
        AVDictionary* m, [MarshalAs(UnmanagedType.LPUTF8Str)] string key, AVDictionaryEntry* prev, int flags);

    [DllImport(AvUtil)]
    public static extern void av_dict_free(AVDictionary** m);

    [DllImport(AvUtil)]
    public static extern void* av_malloc(ulong size);

    [DllImport(AvUtil)]
    public static extern void* av_mallocz(ulong size);

    [DllImport(AvUtil)]
    public static extern void av_freep(void* ptr);

    [DllImport(AvUtil)]
    public static extern int av_strerror(int errnum, byte* errbuf, ulong errbuf_size);

    [DllImport(AvUtil)]
    public static extern void av_log_set_level(int level);

    [DllImport(AvUtil)]
    public static extern void av_log_set_callback(av_log_set_callback_callback_func callback);

    [DllImport(AvUtil)]
    public static extern void av_log_format_line(
        void* ptr, int level, [MarshalAs(UnmanagedType.LPUTF8Str)] string fmt, byte* vl, byte* line, int line_size, int* print_prefix);
}
