namespace FFmpeg.AutoGen;

/// <summary>libavutil/samplefmt.h: the members that we use.</summary>
public enum AVSampleFormat
{
    AV_SAMPLE_FMT_NONE = -1,
    AV_SAMPLE_FMT_S16 = 1,
    AV_SAMPLE_FMT_FLT = 3,
}
