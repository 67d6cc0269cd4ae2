using FFmpeg.AutoGen;
using Mcu.Core.Codecs.FFmpeg.Handles;

namespace Mcu.Core.Codecs.FFmpeg;

/// <summary>
/// Scales any picture to any size with libswscale: area averaging when it shrinks, bilinear when it grows. It keeps what it has
/// prepared for one pair of sizes, so use one for each tile. Not thread-safe.
/// </summary>
public sealed unsafe class SwsScaler : IDisposable
{
    // libswscale writes whole vectors: to the right of a target whose chroma width is none, up to 12 samples too many.
    private const int SafeWidth = 32;
    private readonly byte*[] sourcePlanes = new byte*[4];
    private readonly byte*[] targetPlanes = new byte*[4];
    private readonly int[] sourceStrides = new int[4];
    private readonly int[] targetStrides = new int[4];
    private SwsContextHandle? context;
    private Picture? aside;
    private (int SourceWidth, int SourceHeight, int TargetWidth, int TargetHeight) prepared;

    /// <summary>Loads libswscale.</summary>
    public SwsScaler() => FFmpegRuntime.EnsureLoaded();

    /// <summary>Fills the target with the source. Nothing beside the target is written, whatever its width.</summary>
    public void Scale(in PictureView source, in PictureView target)
    {
        Prepare(source, target);
        if (target.Width % SafeWidth == 0)
        {
            Run(source, target);
            return;
        }

        Run(source, aside!.View);
        PictureCopy.Copy(aside.View, target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        context?.Dispose();
        aside?.Dispose();
    }

    private void Prepare(in PictureView source, in PictureView target)
    {
        var wanted = (source.Width, source.Height, target.Width, target.Height);
        if (context is not null && prepared == wanted)
        {
            return;
        }

        context?.Dispose();
        context = null;
        aside?.Dispose();
        aside = target.Width % SafeWidth == 0 ? null : new Picture(target.Width, target.Height);
        bool shrinks = target.Width < source.Width || target.Height < source.Height;
        context = new SwsContextHandle(ffmpeg.sws_getContext(
            source.Width,
            source.Height,
            AVPixelFormat.AV_PIX_FMT_YUV420P,
            target.Width,
            target.Height,
            AVPixelFormat.AV_PIX_FMT_YUV420P,
            shrinks ? ffmpeg.SWS_AREA : ffmpeg.SWS_BILINEAR,
            null,
            null,
            null));
        prepared = wanted;
    }

    private void Run(in PictureView source, in PictureView target)
    {
        Point(source, sourcePlanes, sourceStrides);
        Point(target, targetPlanes, targetStrides);
        ffmpeg.sws_scale(context!.Pointer, sourcePlanes, sourceStrides, 0, source.Height, targetPlanes, targetStrides);
        GC.KeepAlive(this);
    }

    private static void Point(in PictureView picture, byte*[] planes, int[] strides)
    {
        planes[0] = picture.Y;
        planes[1] = picture.U;
        planes[2] = picture.V;
        strides[0] = picture.StrideY;
        strides[1] = picture.StrideU;
        strides[2] = picture.StrideV;
    }
}
