using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>Opens libavcodec's G.722: 16 kHz, mono, 16 bit.</summary>
internal static unsafe class G722Context
{
    /// <summary>Samples a second, whatever RTP's clock says.</summary>
    public const int SampleRate = 16000;

    /// <summary>Opens an encoder or a decoder.</summary>
    public static CodecContextHandle Open(AVCodec* codec)
    {
        if (codec is null)
        {
            throw new CodecException("This FFmpeg has no G.722.");
        }

        CodecContextHandle handle = new(ffmpeg.avcodec_alloc_context3(codec));
        AVCodecContext* context = handle.Pointer;
        context->sample_rate = SampleRate;
        context->sample_fmt = AVSampleFormat.AV_SAMPLE_FMT_S16;
        context->thread_count = 1;
        ffmpeg.av_channel_layout_default(&context->ch_layout, 1);
        using OptionDictionary options = new();
        options.Open(context, codec, "G.722");
        return handle;
    }
}
