using Mcu.Core.Time;
using Mcu.Node.Alarms;
using Mcu.Node.Loops;

namespace Mcu.Tests.Alarms;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LatenessProbeTests
{
    private readonly LoopStatistics statistics = new();
    private readonly LatenessProbe probe;
    private Instant now = Instant.FromMilliseconds(0);

    public LatenessProbeTests() => probe = new LatenessProbe(statistics, TimeSpan.FromMilliseconds(40));

    [Test]
    public void Look_TicksOnTime_IsZero()
    {
        Tick(milliseconds: 3);
        Tick(milliseconds: 90);
        Tick(milliseconds: 2);
        Assert.That(Look(), Is.EqualTo(TimeSpan.Zero), "one late tick of three");
    }

    [Test]
    public void Look_TicksLate_IsTheirMeanSinceTheLastLook()
    {
        Tick(milliseconds: 1);
        Look();
        Tick(milliseconds: 50);
        Tick(milliseconds: 70);
        Assert.That(Look(), Is.EqualTo(TimeSpan.FromMilliseconds(60)));
    }

    [Test]
    public void Look_NoTickAtAll_GrowsWithTime()
    {
        Tick(milliseconds: 1);
        Look();
        Assert.That((Look(), Look()), Is.EqualTo((TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(160))));
    }

    private void Tick(int milliseconds) => statistics.CountTick(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.Zero);

    private TimeSpan Look()
    {
        now += TimeSpan.FromMilliseconds(100);
        return probe.Look(now);
    }
}
