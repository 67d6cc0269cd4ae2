using Mcu.Core.Codecs;
using Mcu.Core.Recording;
using SkiaSharp;

namespace Mcu.Tests.Recording;

/// <summary>Snapshots.</summary>
public sealed class PictureFileTests
{
    [TestCase(81, 90, 240, 255, 0, 0)] // BT.601's red
    [TestCase(145, 54, 34, 0, 255, 0)]
    [TestCase(235, 128, 128, 255, 255, 255)]
    [TestCase(16, 128, 128, 0, 0, 0)]
    public void EncodePng_OneColor_ReadsBackAsThatColor(byte y, byte u, byte v, int red, int green, int blue)
    {
        using Picture picture = new(63, 35);
        picture.Fill(y, u, v);
        using SKBitmap bitmap = SKBitmap.Decode(PictureFile.EncodePng(picture.View));
        Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo((63, 35)));
        SKColor color = bitmap.GetPixel(62, 34);
        Assert.That((int)color.Red, Is.EqualTo(red).Within(2));
        Assert.That((int)color.Green, Is.EqualTo(green).Within(2));
        Assert.That((int)color.Blue, Is.EqualTo(blue).Within(2));
    }
}
