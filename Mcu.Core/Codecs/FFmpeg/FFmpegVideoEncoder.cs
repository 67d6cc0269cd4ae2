using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>H.264 by libx264 and VP8 by libvpx, on the caller's thread.</summary>
public sealed unsafe class FFmpegVideoEncoder : IVideoEncoder
{
    private readonly FrameHandle frame = new(ffmpeg.av_frame_alloc());
    private readonly PacketHandle packet = new(ffmpeg.av_packet_alloc());
    private CodecContextHandle context;
    private int bitsPerSecond;
    private long pictures;

    /// <summary>Opens an encoder; throws <see cref="CodecException"/> when the settings are refused.</summary>
    public FFmpegVideoEncoder(VideoEncoderSettings settings)
    {
        FFmpegRuntime.EnsureLoaded();
        if (((settings.Width | settings.Height) & 1) != 0 || settings.FramesPerSecond is < 1 or > 60 || settings.BitsPerSecond < 1000)
        {
            throw new CodecException($"Not a size, frame rate and bit rate that can be encoded: {settings}.");
        }

        Settings = settings;
        bitsPerSecond = settings.BitsPerSecond;
        context = VideoEncoderContext.Open(settings, bitsPerSecond);
        AVFrame* input = frame.Pointer;
        input->format = (int)AVPixelFormat.AV_PIX_FMT_YUV420P;
        input->width = settings.Width;
        input->height = settings.Height;

        // FFmpeg copies a frame that is not counted. This buffer stands for the caller's samples, which the encoder copies
        // itself before TryEncode returns.
        input->buf[0] = ffmpeg.av_buffer_alloc(1);
    }

    /// <inheritdoc/>
    public VideoEncoderSettings Settings { get; }

    /// <inheritdoc/>
    public bool TryEncode(scoped in PictureView picture, bool forceKeyFrame, out EncodedAccessUnit accessUnit)
    {
        if (picture.Width != Settings.Width || picture.Height != Settings.Height)
        {
            throw new ArgumentException("The picture is not of the encoder's size.", nameof(picture));
        }

        accessUnit = default;
        AVPacket* output = packet.Pointer;
        ffmpeg.av_packet_unref(output);
        bool encoded = ffmpeg.avcodec_send_frame(context.Pointer, Wrap(picture, forceKeyFrame)) >= 0
            && ffmpeg.avcodec_receive_packet(context.Pointer, output) >= 0;
        if (encoded)
        {
            accessUnit = new EncodedAccessUnit(
                new ReadOnlySpan<byte>(output->data, output->size), (output->flags & ffmpeg.AV_PKT_FLAG_KEY) != 0);
        }

        GC.KeepAlive(this);
        return encoded;
    }

    /// <inheritdoc/>
    public void SetBitRate(int bitsPerSecond)
    {
        if (bitsPerSecond == this.bitsPerSecond)
        {
            return;
        }

        this.bitsPerSecond = bitsPerSecond;
        if (Settings.Codec == VideoCodec.H264)
        {
            VideoEncoderContext.SetRate(context.Pointer, Settings.FramesPerSecond, bitsPerSecond); // libx264 looks at each picture
            return;
        }

        // FFmpeg does not pass a new rate on to libvpx; a new encoder starts with a key frame.
        CodecContextHandle old = context;
        context = VideoEncoderContext.Open(Settings, bitsPerSecond);
        old.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        context.Dispose();
        packet.Dispose();
        frame.Dispose();
    }

    private AVFrame* Wrap(in PictureView picture, bool forceKeyFrame)
    {
        AVFrame* input = frame.Pointer;
        input->data[0] = picture.Y;
        input->data[1] = picture.U;
        input->data[2] = picture.V;
        input->linesize[0] = picture.StrideY;
        input->linesize[1] = picture.StrideU;
        input->linesize[2] = picture.StrideV;
        input->pts = pictures++;
        input->pict_type = forceKeyFrame ? AVPictureType.AV_PICTURE_TYPE_I : AVPictureType.AV_PICTURE_TYPE_NONE;
        return input;
    }
}
