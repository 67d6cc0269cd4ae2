using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Tests.Loops;

/// <summary>The kernel's timer.</summary>
public sealed class TimerFdTests
{
    [Test]
    public void Wait_DeadlinesPassed_CountsThemAll()
    {
        using var timer = new TimerFd();
        timer.Set(MonotonicClock.Now - TimeSpan.FromMilliseconds(95), TimeSpan.FromMilliseconds(10));

        Assert.That(timer.Wait(), Is.GreaterThanOrEqualTo(10));
    }

    [Test]
    public void Wait_DeadlineAhead_ReturnsNotBefore()
    {
        using var timer = new TimerFd();
        Instant due = MonotonicClock.Now + TimeSpan.FromMilliseconds(5);
        timer.Set(due, TimeSpan.Zero);

        Assert.That(timer.Wait(), Is.EqualTo(1));
        Assert.That(MonotonicClock.Now, Is.GreaterThanOrEqualTo(due));
    }
}
