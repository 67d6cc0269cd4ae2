using Mcu.Core.Codecs;
using Mcu.Core.Composing.Scaling;
using Mcu.Node.Simulate.Pictures;

namespace Mcu.Tests.Simulate.Pictures;

/// <summary>The bar code of rooms and frames.</summary>
public sealed class FrameCodeTests
{
    [Test]
    public void Read_OwnSize_FindsRoomAndFrame([Values(0, 1, 77, 254)] int room, [Values(0, 512, 1023)] int frame)
    {
        using var card = new TestCard(room, "Xã Sơn Bình", 640, 360, seed: 1);
        Assert.That(new FrameCodeReader().Read(card.Draw(frame)), Is.EqualTo((FrameCode[])[new FrameCode(room, frame)]));
    }

    [TestCase(426, 240)]
    [TestCase(320, 180)]
    [TestCase(256, 144)]
    [TestCase(160, 90)]
    public void Read_ScaledIntoATile_FindsRoomAndFrame(int width, int height)
    {
        using var card = new TestCard(room: 12, "Huyện Khánh Sơn", 640, 360, seed: 1);
        using var tile = new Picture(width, height);
        int found = 0;
        for (int frame = 0; frame < 50; frame++)
        {
            new PictureScaler(640, 360, 1, width, height).Scale(card.Draw(frame), tile.View);
            found += new FrameCodeReader().Read(tile.View).Contains(new FrameCode(12, frame)) ? 1 : 0;
        }

        Assert.That(found, Is.GreaterThanOrEqualTo(width > 200 ? 50 : 35));
    }

    [Test]
    public void Read_NoCode_FindsNothing()
    {
        using var picture = new Picture(640, 360);
        Assert.That(new FrameCodeReader().Read(picture.View), Is.Empty);
    }
}
