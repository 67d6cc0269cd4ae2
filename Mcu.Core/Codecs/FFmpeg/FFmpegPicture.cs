using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// A decoded picture in the decoder's own pool. It may outlive its decoder, and be released on any one thread at a time.
/// </summary>
public sealed unsafe class FFmpegPicture : DecodedPicture
{
    private readonly FrameHandle frame = new(ffmpeg.av_frame_alloc());
    private PictureView view;

    /// <inheritdoc/>
    public override PictureView View => view;

    /// <inheritdoc/>
    public override double SampleAspect
    {
        get
        {
            AVRational aspect = view.IsEmpty ? default : frame.Pointer->sample_aspect_ratio;
            return aspect.num > 0 && aspect.den > 0 ? (double)aspect.num / aspect.den : 1;
        }
    }

    /// <summary>Where the decoder puts its frame.</summary>
    internal AVFrame* Frame => frame.Pointer;

    /// <inheritdoc/>
    public override void Release()
    {
        if (!view.IsEmpty)
        {
            Drop();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        view = default;
        frame.Dispose();
    }

    /// <summary>Shows the frame that the decoder has put in; false when it is no 8 bit 4:2:0 picture.</summary>
    internal bool TryShow()
    {
        AVFrame* shown = frame.Pointer;
        if (shown->format is not ((int)AVPixelFormat.AV_PIX_FMT_YUV420P or (int)AVPixelFormat.AV_PIX_FMT_YUVJ420P))
        {
            return false;
        }

        view = new PictureView(
            shown->data[0],
            shown->data[1],
            shown->data[2],
            shown->linesize[0],
            shown->linesize[1],
            shown->linesize[2],
            shown->width,
            shown->height);
        return true;
    }

    /// <summary>Gives back whatever the decoder has put in, shown or not.</summary>
    internal void Drop()
    {
        view = default;
        ffmpeg.av_frame_unref(frame.Pointer);
    }
}
