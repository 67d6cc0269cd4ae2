using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;
using SkiaSharp;

namespace Mcu.Tests.Composing.Captions;

public sealed class ColorMatrixTests
{
    [Test]
    public void Convert_KnownColors_AreLimitedRange()
    {
        Assert.Multiple(() =>
        {
            Assert.That(ColorMatrix.Bt709.Convert(SKColors.Black), Is.EqualTo(new YuvColor(16, 128, 128)));
            Assert.That(ColorMatrix.Bt709.Convert(SKColors.White), Is.EqualTo(new YuvColor(235, 128, 128)));
            Assert.That(ColorMatrix.Bt709.Convert(SKColors.Red), Is.EqualTo(new YuvColor(63, 102, 240)));
            Assert.That(ColorMatrix.Bt601.Convert(SKColors.Red), Is.EqualTo(new YuvColor(81, 90, 240)));
            Assert.That(ColorMatrix.Bt601.Convert(SKColors.Blue), Is.EqualTo(new YuvColor(41, 240, 110)));
        });
    }

    [TestCase(360, false)]
    [TestCase(576, false)]
    [TestCase(720, true)]
    [TestCase(1080, true)]
    public void For_Rows_FollowsWhatDecodersAssume(int rows, bool high) =>
        Assert.That(
            ColorMatrix.For(rows).Convert(SKColors.Red),
            Is.EqualTo((high ? ColorMatrix.Bt709 : ColorMatrix.Bt601).Convert(SKColors.Red)));

    [Test]
    public void ToRgb_ConvertedColor_ComesBack()
    {
        foreach (SKColor color in new[] { Palette.Speaker, Palette.Floor, Palette.Card, Palette.Alarm })
        {
            (byte r, byte g, byte b) = ColorMatrix.Bt709.ToRgb(ColorMatrix.Bt709.Convert(color));
            Assert.That(new[] { r - color.Red, g - color.Green, b - color.Blue }, Is.All.InRange(-3, 3));
        }
    }

    [Test]
    public void Palette_TextOnItsGrounds_HasContrast()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Contrast(Palette.Text, Palette.Card), Is.GreaterThan(7));
            Assert.That(Contrast(Palette.SubtleText, Palette.Card), Is.GreaterThan(4.5));
            Assert.That(Contrast(Palette.Text, Palette.Banner), Is.GreaterThan(7));
            Assert.That(Contrast(Palette.DarkText, Palette.Floor), Is.GreaterThan(7));
            Assert.That(Contrast(Palette.Text, OverWhite(Palette.Caption)), Is.GreaterThan(7));
        });
    }

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(SKColor a, SKColor b)
    {
        double bright = Math.Max(Luminance(a), Luminance(b));
        return (bright + 0.05) / (Math.Min(Luminance(a), Luminance(b)) + 0.05);
    }

    private static double Luminance(SKColor color) =>
        (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

    private static double Linear(byte channel) =>
        channel <= 10 ? channel / 255.0 / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);

    private static SKColor OverWhite(SKColor color)
    {
        byte Mix(byte channel) => (byte)(((channel * color.Alpha) + (255 * (255 - color.Alpha))) / 255);
        return new SKColor(Mix(color.Red), Mix(color.Green), Mix(color.Blue));
    }
}
