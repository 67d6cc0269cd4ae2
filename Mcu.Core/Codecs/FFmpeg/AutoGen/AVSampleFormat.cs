namespace FFmpeg.AutoGen;

/// <summary>libavutil/samplefmt.h: the members that we use.</summary>
public enum AVSampleFormat
{
    AV_SAMPLE_FMT_S16 = 1,
}
