namespace FFmpeg.AutoGen;

/// <summary>libavcodec/defs.h: the members that we use.</summary>
public enum AVDiscard
{
    AVDISCARD_DEFAULT = 0,
    AVDISCARD_ALL = 48,
}
