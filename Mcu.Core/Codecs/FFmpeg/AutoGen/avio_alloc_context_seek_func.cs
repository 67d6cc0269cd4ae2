namespace FFmpeg.AutoGen;

/// <summary>libavformat/avio.h: <c>int64_t (*)(void* opaque, int64_t offset, int whence)</c>.</summary>
public struct avio_alloc_context_seek_func
{
    public nint Pointer;
}
