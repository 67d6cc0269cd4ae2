using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>Opens libx264 and libvpx for conversation: no picture held back, one thread, key frames on demand.</summary>
internal static unsafe class VideoEncoderContext
{
    private const int RateBufferMilliseconds = 40;

    // A stream can be joined without a request at last every ten seconds, should requests get lost.
    private const int KeyFrameSeconds = 10;

    /// <summary>Opens an encoder; throws <see cref="CodecException"/> when the settings are refused.</summary>
    public static CodecContextHandle Open(VideoEncoderSettings settings, int bitsPerSecond)
    {
        string name = settings.Codec == VideoCodec.H264 ? "libx264" : "libvpx";
        AVCodec* codec = ffmpeg.avcodec_find_encoder_by_name(name);
        if (codec is null)
        {
            throw new CodecException($"This FFmpeg has no encoder {name}.");
        }

        CodecContextHandle handle = new(ffmpeg.avcodec_alloc_context3(codec));
        try
        {
            Configure(handle.Pointer, settings, bitsPerSecond);
            using OptionDictionary options = settings.Codec == VideoCodec.H264 ? X264Options(settings) : VpxOptions();
            options.Open(handle.Pointer, codec, name);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Sets the target, which is the peak too, and the buffer that bounds one picture's bits.</summary>
    public static void SetRate(AVCodecContext* context, int framesPerSecond, int bitsPerSecond)
    {
        int milliseconds = Math.Max(RateBufferMilliseconds, (1000 + framesPerSecond - 1) / framesPerSecond);
        context->bit_rate = bitsPerSecond;
        context->rc_max_rate = bitsPerSecond;
        context->rc_min_rate = bitsPerSecond;
        context->rc_buffer_size = (int)((long)bitsPerSecond * milliseconds / 1000);
    }

    private static void Configure(AVCodecContext* context, VideoEncoderSettings settings, int bitsPerSecond)
    {
        context->width = settings.Width;
        context->height = settings.Height;
        context->pix_fmt = AVPixelFormat.AV_PIX_FMT_YUV420P;

        // Limited range, and no colour description (H.264 E.2.1): tiles are scaled sample by sample whatever their rooms say, so a canvas
        // may hold BT.601 cameras, BT.709 desktops and full-range webcams at once, and no tag would be true of all. Decoders then guess by
        // the height, as captions do (ColorMatrix), and as they would for the room's own untagged stream.
        context->color_range = AVColorRange.AVCOL_RANGE_MPEG;
        context->time_base = new AVRational { num = 1, den = settings.FramesPerSecond };
        context->framerate = new AVRational { num = settings.FramesPerSecond, den = 1 };
        context->thread_count = 1;
        context->max_b_frames = 0;
        context->gop_size = Math.Max(250, KeyFrameSeconds * settings.FramesPerSecond);
        SetRate(context, settings.FramesPerSecond, bitsPerSecond);
    }

    private static OptionDictionary X264Options(VideoEncoderSettings settings)
    {
        // A change of layout is no reason for an IDR that nobody has asked for: P pictures code new scenes too. Without adaptive
        // quantization and psychovisual tuning a 4x4 mosaic of cameras costs a quarter less (86 -> 61 CPU-ms/s at 720p25) at
        // +0.35 dB PSNR and -0.0015 SSIM.
        OptionDictionary options = new OptionDictionary()
            .Set("preset", settings.Preset)
            .Set("tune", "zerolatency")
            .Set("profile", ProfileName(settings.Profile))
            .Set("sc_threshold", 0)
            .Set("aq-mode", 0)
            .Set("psy", 0)
            .Set("forced-idr", 1);
        return settings.MaxSliceBytes > 0 ? options.Set("slice-max-size", settings.MaxSliceBytes) : options;
    }

    // A negative speed is fixed; a positive one follows the wall clock, and 8 costs twice as much as -12 (220, 97 CPU-ms/s).
    private static OptionDictionary VpxOptions() => new OptionDictionary()
        .Set("deadline", "realtime")
        .Set("cpu-used", -12)
        .Set("lag-in-frames", 0)
        .Set("auto-alt-ref", 0)
        .Set("qmin", 4)
        .Set("qmax", 56)
        .Set("static-thresh", 100)
        .Set("max-intra-rate", 400);

    private static string ProfileName(H264Profile profile) => profile switch
    {
        H264Profile.Main => "main",
        H264Profile.High => "high",
        _ => "baseline",
    };
}
