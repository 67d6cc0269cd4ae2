namespace FFmpeg.AutoGen;

/// <summary>libavutil/pixfmt.h: the members that we use.</summary>
public enum AVColorRange
{
    AVCOL_RANGE_MPEG = 1,
}
