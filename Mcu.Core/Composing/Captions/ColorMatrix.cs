using SkiaSharp;

namespace Mcu.Core.Composing.Captions;

/// <summary>
/// RGB to limited-range YCbCr. Canvases of 720 rows and more are taken as ITU-R BT.709, smaller ones as BT.601, which is
/// what decoders assume of streams that do not say.
/// </summary>
internal readonly struct ColorMatrix
{
    private readonly double red;
    private readonly double blue;

    private ColorMatrix(double red, double blue) => (this.red, this.blue) = (red, blue);

    internal static ColorMatrix Bt709 => new(0.2126, 0.0722);

    internal static ColorMatrix Bt601 => new(0.299, 0.114);

    internal static ColorMatrix For(int rows) => rows >= 720 ? Bt709 : Bt601;

    /// <summary>Luma without its offset of 16, from RGB of 0 to 255.</summary>
    internal double Luma(double r, double g, double b) => 219.0 / 255 * Gray(r, g, b);

    /// <summary>Cb without its offset of 128.</summary>
    internal double Cb(double r, double g, double b) => 112.0 / 255 * (b - Gray(r, g, b)) / (1 - blue);

    /// <summary>Cr without its offset of 128.</summary>
    internal double Cr(double r, double g, double b) => 112.0 / 255 * (r - Gray(r, g, b)) / (1 - red);

    internal YuvColor Convert(SKColor color) => new(
        (byte)Math.Round(16 + Luma(color.Red, color.Green, color.Blue)),
        (byte)Math.Round(128 + Cb(color.Red, color.Green, color.Blue)),
        (byte)Math.Round(128 + Cr(color.Red, color.Green, color.Blue)));

    /// <summary>The way back, to whole RGB values of 0 to 255.</summary>
    internal (byte R, byte G, byte B) ToRgb(YuvColor color)
    {
        double gray = (color.Y - 16) * 255.0 / 219;
        double r = gray + ((color.V - 128) * 255.0 / 112 * (1 - red));
        double b = gray + ((color.U - 128) * 255.0 / 112 * (1 - blue));
        double g = (gray - (red * r) - (blue * b)) / (1 - red - blue);
        return (ToByte(r), ToByte(g), ToByte(b));
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private double Gray(double r, double g, double b) => (red * r) + ((1 - red - blue) * g) + (blue * b);
}
