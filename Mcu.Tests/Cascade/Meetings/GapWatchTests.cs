using Mcu.Cascade.Meetings;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Meetings;

public sealed class GapWatchTests
{
    private readonly GapWatch watch = new();
    private Instant now = new(1_000_000_000);

    [SetUp]
    public void Flow() => Assert.That(new[] { Look(5, 3), Look(10, 5), Look(15, 8) }, Is.All.EqualTo((default(TimeSpan?), default(TimeSpan?))));

    [Test]
    public void Look_NothingCameForAWhile_TellsHowLongOnceItIsBack()
    {
        Assert.That(new[] { Look(15, 10), Look(15, 12), Look(15, 13) }, Is.All.EqualTo((default(TimeSpan?), default(TimeSpan?))));
        Assert.That(Look(20, 15), Is.EqualTo((TimeSpan.FromMilliseconds(400), default(TimeSpan?))));
        Assert.That(Look(25, 18), Is.EqualTo((default(TimeSpan?), default(TimeSpan?))));
    }

    [Test]
    public void Look_AnotherNodeSendsThen_IsTheSameGap()
    {
        Look(null, null);
        Look(null, null);
        Look(0, null);
        Assert.That(Look(4, 0), Is.EqualTo((TimeSpan.FromMilliseconds(400), default(TimeSpan?))));
        Assert.That(Look(9, 2), Is.EqualTo((default(TimeSpan?), TimeSpan.FromMilliseconds(500))));
    }

    [Test]
    public void Look_AnotherNodeSendsAtOnce_TellsAShortGapOnce()
    {
        watch.Expect();
        Assert.That(Look(2, 1), Is.EqualTo(((TimeSpan?)TimeSpan.FromMilliseconds(100), (TimeSpan?)TimeSpan.FromMilliseconds(100))));
        Assert.That(Look(7, 3), Is.EqualTo((default(TimeSpan?), default(TimeSpan?))));
    }

    [Test]
    public void Look_AfterARest_IsNoGap()
    {
        watch.Rest();
        Look(null, null);
        Look(null, null);
        Look(null, null);
        Assert.That(Look(3, 3), Is.EqualTo((default(TimeSpan?), default(TimeSpan?))));
    }

    private (TimeSpan? Sound, TimeSpan? Picture) Look(long? sounds, long? pictures)
    {
        now += TimeSpan.FromMilliseconds(100);
        return watch.Look(sounds, pictures, now);
    }
}
