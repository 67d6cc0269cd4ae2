using Mcu.Core.Time;
using Mcu.Node.Simulate;

namespace Mcu.Tests.Simulate;

public sealed class GapMeterTests
{
    [Test]
    public void Longest_NobodyLooksOrNothingCame_IsZero()
    {
        var gaps = new GapMeter();
        gaps.Begin(At(0));
        Assert.That(gaps.Longest(At(500)), Is.EqualTo(TimeSpan.Zero));
        gaps = new GapMeter();
        gaps.Note(At(0));
        Assert.That(gaps.Longest(At(500)), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Longest_GapFromBeforeTheBeginning_CountsAsAWhole()
    {
        var gaps = new GapMeter();
        gaps.Note(At(0));
        gaps.Begin(At(10));
        gaps.Note(At(900));
        gaps.Note(At(920));
        Assert.That(gaps.Longest(At(930)).TotalMilliseconds, Is.EqualTo(900));
        Assert.That(gaps.CameSince(At(921)), Is.False);
    }

    [Test]
    public void Longest_StillLasting_CountsUpToNow()
    {
        var gaps = new GapMeter();
        gaps.Note(At(0));
        gaps.Begin(At(10));
        Assert.That(gaps.Longest(At(2000)).TotalMilliseconds, Is.EqualTo(2000));
    }

    [Test]
    public void Begin_Again_ForgetsTheGapsBefore()
    {
        var gaps = new GapMeter();
        gaps.Begin(At(0));
        gaps.Note(At(10));
        gaps.Note(At(3000));
        gaps.Begin(At(3010));
        gaps.Note(At(3020));
        Assert.That(gaps.Longest(At(3030)).TotalMilliseconds, Is.EqualTo(20));
    }

    private static Instant At(double milliseconds) => Instant.FromMilliseconds(1_000_000 + milliseconds);
}
