using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;

namespace Mcu.Tests.Codecs.FFmpeg;

/// <summary>Scaling into a rectangle of a canvas.</summary>
public sealed unsafe class SwsScalerTests
{
    [TestCase(320, 180)]
    [TestCase(213, 119)]
    [TestCase(426, 240)]
    [TestCase(64, 36)]
    [TestCase(1000, 562)]
    public void Scale_IntoATile_NothingBesideItIsTouched(int width, int height)
    {
        using Picture source = new(640, 360);
        using Picture canvas = new(1280, 720);
        using SwsScaler scaler = new();
        source.Fill(200, 90, 60);
        canvas.Fill(1, 2, 3);
        PictureView whole = canvas.View;
        PictureView tile = new(
            whole.Y + (16 * whole.StrideY) + 32,
            whole.U + (8 * whole.StrideU) + 16,
            whole.V + (8 * whole.StrideV) + 16,
            whole.StrideY,
            whole.StrideU,
            whole.StrideV,
            width,
            height);
        scaler.Scale(source.View, tile);
        Assert.That(Count(whole.Y, whole.StrideY, 1280, 720, 1), Is.EqualTo((1280 * 720) - (width * height)));
        int chroma = ((width + 1) / 2) * ((height + 1) / 2);
        Assert.That(Count(whole.U, whole.StrideU, 640, 360, 2), Is.EqualTo((640 * 360) - chroma));
        Assert.That(Count(whole.Y, whole.StrideY, 1280, 720, 200), Is.EqualTo(width * height));
    }

    [Test]
    public void Scale_DownAndUpAgain_IsAlike()
    {
        using Picture source = new(640, 360);
        using Picture half = new(320, 180);
        using Picture again = new(640, 360);
        using SwsScaler scaler = new();
        TestPictures.Draw(source.View, 1);
        scaler.Scale(source.View, half.View);
        scaler.Scale(half.View, again.View);
        Assert.That(TestPictures.Psnr(again.View, source.View), Is.GreaterThan(28));
    }

    private static int Count(byte* plane, int stride, int width, int height, byte value)
    {
        int count = 0;
        for (int row = 0; row < height; row++)
        {
            count += new ReadOnlySpan<byte>(plane + (row * stride), width).Count(value);
        }

        return count;
    }
}
