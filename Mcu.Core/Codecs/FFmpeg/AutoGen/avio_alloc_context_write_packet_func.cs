namespace FFmpeg.AutoGen;

/// <summary>libavformat/avio.h: <c>int (*)(void* opaque, uint8_t* buf, int buf_size)</c>.</summary>
public struct avio_alloc_context_write_packet_func
{
    public nint Pointer;
}
