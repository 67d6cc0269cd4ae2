using Mcu.Core.Codecs;

namespace Mcu.Core.Composing.Scaling;

/// <summary>Parts of pictures.</summary>
public static class PictureViewExtensions
{
    /// <summary>
    /// The part of a picture inside a rectangle, which starts at even coordinates and does not leave the picture. It
    /// has the picture's memory and strides.
    /// </summary>
    public static unsafe PictureView Crop(this in PictureView picture, PaneRectangle part)
    {
        if (part.X < 0 || part.Y < 0 || part.Right > picture.Width || part.Bottom > picture.Height || ((part.X | part.Y) & 1) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(part), part, $"Not a part of a {picture.Width}x{picture.Height} picture.");
        }

        return new PictureView(
            picture.Y + ((nint)part.Y * picture.StrideY) + part.X,
            picture.U + ((nint)(part.Y / 2) * picture.StrideU) + (part.X / 2),
            picture.V + ((nint)(part.Y / 2) * picture.StrideV) + (part.X / 2),
            picture.StrideY,
            picture.StrideU,
            picture.StrideV,
            part.Width,
            part.Height);
    }

    /// <summary>Gives every sample of a picture one color.</summary>
    public static unsafe void Fill(this in PictureView picture, YuvColor color)
    {
        FillPlane(picture.Y, picture.StrideY, picture.Width, picture.Height, color.Y);
        FillPlane(picture.U, picture.StrideU, (picture.Width + 1) / 2, (picture.Height + 1) / 2, color.U);
        FillPlane(picture.V, picture.StrideV, (picture.Width + 1) / 2, (picture.Height + 1) / 2, color.V);
    }

    private static unsafe void FillPlane(byte* plane, int stride, int width, int height, byte value)
    {
        for (int row = 0; row < height; row++)
        {
            new Span<byte>(plane + ((nint)row * stride), width).Fill(value);
        }
    }
}
