namespace Mcu.Core.Composing.Scaling;

/// <summary>Scales planes of one size to planes of another; all tables are made beforehand.</summary>
internal abstract unsafe class PlaneScaler
{
    /// <summary>Scales one plane. Nothing outside the two planes is read or written.</summary>
    internal abstract void Scale(byte* source, int sourceStride, byte* target, int targetStride);

    /// <summary>Chooses the cheapest way for a ratio.</summary>
    /// <param name="width">Source columns, with a half where a chroma plane's last column counts half.</param>
    /// <param name="height">Source rows, likewise.</param>
    /// <param name="targetWidth">Target columns.</param>
    /// <param name="targetHeight">Target rows.</param>
    internal static PlaneScaler Create(double width, double height, int targetWidth, int targetHeight)
    {
        if (width == targetWidth && height == targetHeight)
        {
            return new CopyPlane(targetWidth, targetHeight);
        }

        return width == 2.0 * targetWidth && height == 2.0 * targetHeight
            ? new HalfPlane(targetWidth, targetHeight)
            : new ResamplePlane(width, height, targetWidth, targetHeight);
    }

    private sealed class CopyPlane(int width, int height) : PlaneScaler
    {
        internal override void Scale(byte* source, int sourceStride, byte* target, int targetStride)
        {
            for (int row = 0; row < height; row++)
            {
                Buffer.MemoryCopy(source + ((nint)row * sourceStride), target + ((nint)row * targetStride), width, width);
            }
        }
    }

    private sealed class HalfPlane(int width, int height) : PlaneScaler
    {
        internal override void Scale(byte* source, int sourceStride, byte* target, int targetStride)
        {
            for (int row = 0; row < height; row++)
            {
                byte* upper = source + ((nint)row * 2 * sourceStride);
                HalfRow.Run(upper, upper + sourceStride, target + ((nint)row * targetStride), width);
            }
        }
    }
}
