using System.Runtime.CompilerServices;

namespace Mcu.Core.Codecs;

/// <summary>Copies samples between pictures of one size.</summary>
internal static unsafe class PictureCopy
{
    /// <summary>Copies all three planes, and nothing beside them.</summary>
    public static void Copy(in PictureView source, in PictureView target)
    {
        if (source.Width != target.Width || source.Height != target.Height)
        {
            throw new ArgumentException("The pictures differ in size.", nameof(source));
        }

        int chromaWidth = (target.Width + 1) / 2;
        int chromaHeight = (target.Height + 1) / 2;
        Copy(source.Y, source.StrideY, target.Y, target.StrideY, target.Width, target.Height);
        Copy(source.U, source.StrideU, target.U, target.StrideU, chromaWidth, chromaHeight);
        Copy(source.V, source.StrideV, target.V, target.StrideV, chromaWidth, chromaHeight);
    }

    private static void Copy(byte* source, int sourceStride, byte* target, int targetStride, int width, int height)
    {
        for (int row = 0; row < height; row++)
        {
            Unsafe.CopyBlockUnaligned(target, source, (uint)width);
            source += sourceStride;
            target += targetStride;
        }
    }
}
