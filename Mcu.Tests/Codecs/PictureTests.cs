using Mcu.Core.Codecs;

namespace Mcu.Tests.Codecs;

/// <summary>Pictures of our own.</summary>
public sealed unsafe class PictureTests
{
    [TestCase(1, 1)]
    [TestCase(641, 359)]
    [TestCase(1280, 720)]
    public void Picture_AnySize_RowsAreAlignedAndBlack(int width, int height)
    {
        using Picture picture = new(width, height);
        PictureView view = picture.View;
        Assert.That((nuint)view.Y % 64, Is.EqualTo((nuint)0));
        Assert.That((nuint)view.U % 64, Is.EqualTo((nuint)0));
        Assert.That((nuint)view.V % 64, Is.EqualTo((nuint)0));
        Assert.That((view.StrideY % 64, view.StrideU % 64, view.StrideV % 64), Is.EqualTo((0, 0, 0)));
        Assert.That(view.StrideY, Is.GreaterThanOrEqualTo(width));
        Assert.That((int)view.Y[((height - 1) * view.StrideY) + width - 1], Is.EqualTo(16));
        Assert.That((int)view.V[(((height + 1) / 2) - 1) * view.StrideV], Is.EqualTo(128));
    }

    [Test]
    public void CopyFrom_OtherSize_Throws()
    {
        using Picture a = new(32, 16);
        using Picture b = new(16, 16);
        Assert.That(() => a.CopyFrom(b.View), Throws.ArgumentException);
    }

    [Test]
    public void Dispose_Twice_ViewIsEmpty()
    {
        Picture picture = new(16, 16);
        picture.Dispose();
        picture.Dispose();
        Assert.That(picture.View.IsEmpty, Is.True);
    }
}
