namespace FFmpeg.AutoGen;

/// <summary>libavutil/avutil.h: the members that we use.</summary>
public enum AVMediaType
{
    AVMEDIA_TYPE_VIDEO = 0,
    AVMEDIA_TYPE_AUDIO = 1,
}
