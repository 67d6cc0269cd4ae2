using System.Diagnostics.Metrics;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Metrics;

namespace Mcu.Tests.Metrics;

/// <summary>What a collector reads of loops.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LoopInstrumentsTests : IDisposable
{
    private readonly Meter meter = new("test");
    private readonly LoopStatistics statistics = new();
    private readonly List<NamedLoop> loops;
    private Instant now = Instant.FromMilliseconds(1_000_000);

    public LoopInstrumentsTests()
    {
        loops = [new NamedLoop("audio", statistics)];
        _ = new LoopInstruments(meter, () => loops, () => now);
    }

    public void Dispose() => meter.Dispose();

    [Test]
    public void Collect_ARunningLoop_IsShownByItsNameInSeconds()
    {
        statistics.CountTick(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4));
        statistics.CountMissed(3);

        Dictionary<string, double> seen = Collected.From(meter);

        Assert.That(seen["mcu.loop.ticks loop=audio"], Is.EqualTo(1));
        Assert.That(seen["mcu.loop.missed.ticks loop=audio"], Is.EqualTo(3));
        Assert.That(seen["mcu.loop.busy loop=audio"], Is.EqualTo(0.004));
        Assert.That(seen["mcu.loop.lateness loop=audio quantile=0.99"], Is.InRange(0.001, 0.00107));
    }

    [Test]
    public void Collect_TwoCollectorsAtOnce_BothSeeThePeakAndLaterNeither()
    {
        Late(TimeSpan.FromMilliseconds(100));
        Assert.That(Worst(), Is.InRange(0.1, 0.107));
        Late(TimeSpan.FromMilliseconds(1));
        now += TimeSpan.FromSeconds(3);
        Assert.That(Worst(), Is.InRange(0.1, 0.107), "another's reading did not take it away");
        now += TimeSpan.FromSeconds(10);
        Assert.That(Worst(), Is.InRange(0.001, 0.00107));
        now += TimeSpan.FromSeconds(10);
        Assert.That(Worst(), Is.Zero, "it stood still");
    }

    [Test]
    public void Collect_ALoopHasEnded_IsNotShown()
    {
        Assert.That(Collected.From(meter), Is.Not.Empty);
        loops.Clear();
        Assert.That(Collected.From(meter), Is.Empty);
    }

    [Test]
    public void Collect_AnotherLoopOfTheSameName_BeginsAnew()
    {
        Late(TimeSpan.FromMilliseconds(100));
        Worst();
        loops[0] = new NamedLoop("audio", new LoopStatistics());
        Assert.That(Worst(), Is.Zero);
    }

    private void Late(TimeSpan by) => statistics.CountTick(by, TimeSpan.Zero);

    private double Worst() => Collected.From(meter)["mcu.loop.lateness loop=audio quantile=1"];
}
