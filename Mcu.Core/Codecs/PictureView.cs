namespace Mcu.Core.Codecs;

/// <summary>
/// A YUV 4:2:0 picture (8 bit, planar, limited range) in memory that somebody else owns. Planes are addressed by
/// pointer and stride; the stride is not the width. Chroma planes have ceil(Width / 2) x ceil(Height / 2) samples.
/// </summary>
public readonly unsafe struct PictureView(byte* y, byte* u, byte* v, int strideY, int strideU, int strideV, int width, int height)
{
    /// <summary>First luma sample.</summary>
    public readonly byte* Y = y;

    /// <summary>First Cb sample.</summary>
    public readonly byte* U = u;

    /// <summary>First Cr sample.</summary>
    public readonly byte* V = v;

    /// <summary>Bytes from one luma row to the next.</summary>
    public readonly int StrideY = strideY;

    /// <summary>Bytes from one Cb row to the next.</summary>
    public readonly int StrideU = strideU;

    /// <summary>Bytes from one Cr row to the next.</summary>
    public readonly int StrideV = strideV;

    /// <summary>Luma columns.</summary>
    public readonly int Width = width;

    /// <summary>Luma rows.</summary>
    public readonly int Height = height;

    /// <summary>No picture.</summary>
    public bool IsEmpty => Y is null;
}
