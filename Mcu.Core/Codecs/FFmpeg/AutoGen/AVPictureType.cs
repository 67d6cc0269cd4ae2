namespace FFmpeg.AutoGen;

/// <summary>libavutil/avutil.h: the members that we use.</summary>
public enum AVPictureType
{
    AV_PICTURE_TYPE_NONE = 0,
    AV_PICTURE_TYPE_I = 1,
}
