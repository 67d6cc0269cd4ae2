namespace FFmpeg.AutoGen;

#pragma warning disable CS8981 // FFmpeg.AutoGen's name
public static unsafe partial class ffmpeg
{
    /// <summary>errno: no room.</summary>
    public const int ENOMEM = 12;

    /// <summary>errno: no output yet, or no input taken before output is read.</summary>
    public const int EAGAIN = 11;

    /// <summary>errno: an argument is refused.</summary>
    public const int EINVAL = 22;

    /// <summary>Matches every key that starts so.</summary>
    public const int AV_DICT_IGNORE_SUFFIX = 2;

    /// <summary>No picture is held back.</summary>
    public const int AV_CODEC_FLAG_LOW_DELAY = 1 << 19;

    /// <summary>Bytes that a decoder may read past a packet's end.</summary>
    public const int AV_INPUT_BUFFER_PADDING_SIZE = 64;

    /// <summary>The packet is a key frame.</summary>
    public const int AV_PKT_FLAG_KEY = 1;

    /// <summary>The frame is damaged.</summary>
    public const int AV_FRAME_FLAG_CORRUPT = 1;

    /// <summary>The caller owns the format context's AVIO context.</summary>
    public const int AVFMT_FLAG_CUSTOM_IO = 0x80;

    /// <summary>Log nothing.</summary>
    public const int AV_LOG_QUIET = -8;

    /// <summary>Log what went wrong.</summary>
    public const int AV_LOG_ERROR = 16;

    /// <summary>Log what looks wrong.</summary>
    public const int AV_LOG_WARNING = 24;

    /// <summary>sws: bilinear.</summary>
    public const int SWS_BILINEAR = 2;

    /// <summary>sws: area averaging.</summary>
    public const int SWS_AREA = 0x20;
}
