using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using SkiaSharp;

namespace Mcu.Tests.Composing;

public sealed class PictureSnapshotTests
{
    [Test]
    public void WritePng_WhitePicture_ReadsBackWhite()
    {
        using Picture picture = TestPictures.Flat(66, 34, new YuvColor(235, 128, 128));
        using var file = new MemoryStream();
        PictureSnapshot.WritePng(picture.View, file);
        using SKBitmap read = SKBitmap.Decode(file.ToArray());
        Assert.Multiple(() =>
        {
            Assert.That((read.Width, read.Height), Is.EqualTo((66, 34)));
            Assert.That(read.Pixels, Is.All.EqualTo(SKColors.White));
        });
    }
}
