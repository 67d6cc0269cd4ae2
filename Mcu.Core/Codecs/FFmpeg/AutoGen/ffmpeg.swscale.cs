using System.Runtime.InteropServices;

namespace FFmpeg.AutoGen;

#pragma warning disable CS8981 // FFmpeg.AutoGen's name
public static unsafe partial class ffmpeg
{
    [DllImport(SwScale)]
    public static extern uint swscale_version();

    [DllImport(SwScale)]
    public static extern SwsContext* sws_getContext(
        int srcW,
        int srcH,
        AVPixelFormat srcFormat,
        int dstW,
        int dstH,
        AVPixelFormat dstFormat,
        int flags,
        SwsFilter* srcFilter,
        SwsFilter* dstFilter,
        double* param);

    [DllImport(SwScale)]
    public static extern void sws_freeContext(SwsContext* swsContext);

    public static int sws_scale(
        SwsContext* c, byte*[] srcSlice, int[] srcStride, int srcSliceY, int srcSliceH, byte*[] dst, int[] dstStride)
    {
        fixed (byte** source = srcSlice, target = dst)
        fixed (int* sourceStride = srcStride, targetStride = dstStride)
        {
            return sws_scale(c, source, sourceStride, srcSliceY, srcSliceH, target, targetStride);
        }
    }

    [DllImport(SwScale)]
    private static extern int sws_scale(
        SwsContext* c, byte** srcSlice, int* srcStride, int srcSliceY, int srcSliceH, byte** dst, int* dstStride);
}
