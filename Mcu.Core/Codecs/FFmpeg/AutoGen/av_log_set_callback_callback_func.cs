namespace FFmpeg.AutoGen;

/// <summary>libavutil/log.h: <c>void (*)(void*, int, const char*, va_list)</c>.</summary>
public struct av_log_set_callback_callback_func
{
    public nint Pointer;
}
