using Mcu.Core.Time;
using Mcu.Node.Calls;

namespace Mcu.Tests.Calls;

public sealed class SlidesJudgeTests
{
    private static readonly Instant Now = Instant.FromMilliseconds(100_000);

    [Test]
    public void HasSlides_WholePicturesCome_Begins()
    {
        Assert.That(Has(had: false, heard: 0.1, hasPicture: true), Is.True);
        Assert.That(Has(had: false, heard: 0.1, hasPicture: false), Is.False, "packets alone show nothing");
        Assert.That(Has(had: false, heard: 6, hasPicture: true), Is.False);
    }

    [Test]
    public void HasSlides_PacketsEnd_EndsAfterAWhile()
    {
        Assert.That(Has(had: true, heard: 4.9, hasPicture: true), Is.True, "a still page");
        Assert.That(Has(had: true, heard: 5.1, hasPicture: true), Is.False);
    }

    [Test]
    public void HasSlides_AgreedToSendNone_EndsAtOnce() =>
        Assert.That(SlidesJudge.HasSlides(had: true, maySend: false, Now, Now, hasPicture: true, Now), Is.False);

    [Test]
    public void HasSlides_CallOfAnotherNode_IsWaitedFor()
    {
        Assert.That(SlidesJudge.HasSlides(had: true, maySend: true, Ago(2), Instant.Distant, hasPicture: false, Now), Is.True);
        Assert.That(SlidesJudge.HasSlides(had: true, maySend: true, Ago(6), Instant.Distant, hasPicture: false, Now), Is.False);
    }

    private static bool Has(bool had, double heard, bool hasPicture) => SlidesJudge.HasSlides(had, maySend: true, Ago(60), Ago(heard), hasPicture, Now);

    private static Instant Ago(double seconds) => Now - TimeSpan.FromSeconds(seconds);
}
