namespace FFmpeg.AutoGen;

/// <summary>libavutil/pixfmt.h: the members that we use.</summary>
public enum AVPixelFormat
{
    AV_PIX_FMT_YUV420P = 0,
    AV_PIX_FMT_YUVJ420P = 12,
}
