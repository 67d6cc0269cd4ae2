namespace FFmpeg.AutoGen;

/// <summary>libavcodec/codec_id.h: the members that we use.</summary>
public enum AVCodecID
{
    AV_CODEC_ID_H264 = 27,
    AV_CODEC_ID_ADPCM_G722 = 69660,
    AV_CODEC_ID_OPUS = 86076,
}
