using Mcu.Core.Codecs;
using Mcu.Core.Composing.Scaling;

namespace Mcu.Core.Composing;

/// <summary>A copy of what was on a part of a canvas before something was drawn over it.</summary>
internal sealed unsafe class Backing
{
    private byte[] samples = [];

    /// <summary>Copies a part of the canvas; its rectangle has four even numbers.</summary>
    internal void Save(in PictureView canvas, PaneRectangle part)
    {
        int needed = part.Width * part.Height * 3 / 2;
        if (samples.Length < needed)
        {
            samples = GC.AllocateUninitializedArray<byte>(needed, pinned: true);
        }

        Copy(canvas.Crop(part), save: true);
    }

    /// <summary>Puts the copy back.</summary>
    internal void Restore(in PictureView canvas, PaneRectangle part) => Copy(canvas.Crop(part), save: false);

    private void Copy(in PictureView part, bool save)
    {
        int luma = part.Width * part.Height;
        CopyPlane(part.Y, part.StrideY, part.Width, part.Height, samples, save);
        CopyPlane(part.U, part.StrideU, part.Width / 2, part.Height / 2, samples.AsSpan(luma), save);
        CopyPlane(part.V, part.StrideV, part.Width / 2, part.Height / 2, samples.AsSpan(luma + (luma / 4)), save);
    }

    private static void CopyPlane(byte* plane, int stride, int width, int height, Span<byte> copy, bool save)
    {
        for (int row = 0; row < height; row++)
        {
            var there = new Span<byte>(plane + ((nint)row * stride), width);
            Span<byte> here = copy.Slice(row * width, width);
            if (save)
            {
                there.CopyTo(here);
            }
            else
            {
                here.CopyTo(there);
            }
        }
    }
}
