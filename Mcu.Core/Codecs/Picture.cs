using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mcu.Core.Codecs;

/// <summary>
/// A YUV 4:2:0 picture in native memory of its own. Rows start on 64 byte boundaries, and 64 bytes after each plane
/// belong to it too, so that SIMD code may read and write past a row's last sample. The owner disposes it when no view of
/// it is in use any more; there is no finalizer, because a view does not keep its picture alive.
/// </summary>
public sealed unsafe class Picture : IDisposable
{
    private const int Alignment = 64;
    private byte* memory;

    /// <summary>Allocates a picture; it is black.</summary>
    public Picture(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        int strideY = Align(width);
        int strideC = Align((width + 1) / 2);
        nuint sizeY = ((nuint)strideY * (nuint)height) + Alignment;
        nuint sizeC = ((nuint)strideC * (nuint)((height + 1) / 2)) + Alignment;
        memory = (byte*)NativeMemory.AlignedAlloc(sizeY + sizeC + sizeC, Alignment);
        View = new PictureView(memory, memory + sizeY, memory + sizeY + sizeC, strideY, strideC, strideC, width, height);
        Fill(16, 128, 128);
    }

    /// <summary>The samples; empty after <see cref="Dispose"/>.</summary>
    public PictureView View { get; private set; }

    /// <summary>Gives every sample one color (BT.601 or BT.709 limited range, as the picture's user has it).</summary>
    public void Fill(byte y, byte u, byte v)
    {
        PictureView view = View;
        int chromaRows = (view.Height + 1) / 2;
        Unsafe.InitBlockUnaligned(view.Y, y, (uint)(view.StrideY * view.Height));
        Unsafe.InitBlockUnaligned(view.U, u, (uint)(view.StrideU * chromaRows));
        Unsafe.InitBlockUnaligned(view.V, v, (uint)(view.StrideV * chromaRows));
    }

    /// <summary>Copies a picture of the same size.</summary>
    public void CopyFrom(in PictureView source) => PictureCopy.Copy(source, View);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        View = default;
    }

    private static int Align(int bytes) => (bytes + Alignment - 1) & -Alignment;
}
