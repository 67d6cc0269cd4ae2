using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;
using Mcu.Core.Packetizing;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// H.264 and VP8 by libavcodec on the caller's thread: one access unit in, its picture out. The stream's size may change at
/// any key frame. A damaged picture is refused rather than concealed: the viewer keeps the last good one.
/// </summary>
public sealed unsafe class FFmpegVideoDecoder : IVideoDecoder
{
    private const int MaxAccessUnit = 2 * 1024 * 1024;
    private readonly VideoDecoderLimits limits;
    private readonly CodecContextHandle context;
    private readonly InputPacket packet = new();

    /// <summary>Opens a decoder.</summary>
    public FFmpegVideoDecoder(VideoCodec codec, VideoDecoderLimits limits)
    {
        FFmpegRuntime.EnsureLoaded();
        Codec = codec;
        this.limits = limits;
        AVCodec* native = Find(codec);
        context = new CodecContextHandle(ffmpeg.avcodec_alloc_context3(native));
        AVCodecContext* settings = context.Pointer;

        // More threads would hold pictures back, or fight for the cores that the other streams' workers use.
        settings->thread_count = 1;
        settings->flags |= ffmpeg.AV_CODEC_FLAG_LOW_DELAY;
        settings->max_pixels = (long)Align(limits.MaxWidth) * Align(limits.MaxHeight);
        SkipDeblocking = limits.SkipDeblocking;
        using OptionDictionary options = new();
        options.Open(settings, native, codec.ToString());
    }

    /// <inheritdoc/>
    public VideoCodec Codec { get; }

    /// <inheritdoc/>
    public bool SkipDeblocking
    {
        get => context.Pointer->skip_loop_filter == AVDiscard.AVDISCARD_ALL;
        set => context.Pointer->skip_loop_filter = value ? AVDiscard.AVDISCARD_ALL : AVDiscard.AVDISCARD_DEFAULT;
    }

    /// <inheritdoc/>
    public DecodeResult Decode(ReadOnlySpan<byte> accessUnit, DecodedPicture target)
    {
        FFmpegPicture picture = (FFmpegPicture)target;
        picture.Release();
        if (accessUnit.IsEmpty)
        {
            return DecodeResult.NoPicture; // an empty packet would tell FFmpeg that the stream has ended
        }

        if (accessUnit.Length > MaxAccessUnit)
        {
            return DecodeResult.Corrupt;
        }

        if (MediaBomb.IsIn(Codec, accessUnit, limits))
        {
            return DecodeResult.TooLarge;
        }

        DecodeResult result = Decode(packet.Load(accessUnit), picture);
        if (result != DecodeResult.Picture)
        {
            picture.Drop();
        }

        GC.KeepAlive(this);
        return result;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        ffmpeg.avcodec_flush_buffers(context.Pointer);

        // A broken parameter set may have told the decoder to hold pictures back; it never takes that back by itself.
        context.Pointer->has_b_frames = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        context.Dispose();
        packet.Dispose();
    }

    private static AVCodec* Find(VideoCodec codec)
    {
        // FFmpeg's own decoders by name: by id, another build may put a wrapper of hardware first.
        string name = codec == VideoCodec.H264 ? "h264" : "vp8";
        AVCodec* native = ffmpeg.avcodec_find_decoder_by_name(name);
        return native is not null ? native : throw new CodecException($"This FFmpeg has no decoder {name}.");
    }

    private static int Align(int size) => (size + 15) & -16;

    private DecodeResult Decode(AVPacket* loaded, FFmpegPicture picture)
    {
        int sent = ffmpeg.avcodec_send_packet(context.Pointer, loaded);
        packet.Unload();
        if (sent < 0)
        {
            return DecodeResult.Corrupt;
        }

        int received = ffmpeg.avcodec_receive_frame(context.Pointer, picture.Frame);
        if (received < 0)
        {
            return received == ffmpeg.AVERROR(ffmpeg.EAGAIN) ? DecodeResult.NoPicture : DecodeResult.Corrupt;
        }

        AVFrame* frame = picture.Frame;
        if (!IsAllowed(frame->width, frame->height))
        {
            return DecodeResult.TooLarge;
        }

        bool damaged = frame->decode_error_flags != 0 || (frame->flags & ffmpeg.AV_FRAME_FLAG_CORRUPT) != 0;
        return !damaged && picture.TryShow() ? DecodeResult.Picture : DecodeResult.Corrupt;
    }

    private bool IsAllowed(int width, int height) => width <= Align(limits.MaxWidth) && height <= Align(limits.MaxHeight);
}
