using System.Collections.Concurrent;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Loops;

/// <summary>Ticks at absolute deadlines, on a thread that survives its body.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PeriodicLoopTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(2);
    private readonly RecordingObserver observer = new();

    [Test]
    public void Tick_Each_IsDueWholePeriodsAfterTheFirst()
    {
        var body = new Body();
        using (PeriodicLoop loop = Start(body, maxCatchUp: 1))
        {
            Eventually.That(() => body.Ticks.Count >= 10, "ten ticks");
        }

        Instant first = body.Ticks.First().Due;
        Assert.That(body.Ticks.Select(tick => (tick.Due - first).Ticks % Period.Ticks), Is.All.Zero);
        Assert.That(body.Ticks.Select(tick => tick.Now >= tick.Due), Is.All.True);
    }

    [Test]
    public void Tick_LateAndNewestOnly_SkipsAndCountsWhatWasMissed()
    {
        var body = new Body { OnTick = OverstayOnce(periods: 10) };
        using PeriodicLoop loop = Start(body, maxCatchUp: 1);
        Eventually.That(() => body.Ticks.Count >= 2, "the tick after the long one");

        (Instant Due, Instant Now)[] ticks = [.. body.Ticks.Take(2)];
        Assert.That(ticks[1].Due - ticks[0].Due, Is.GreaterThanOrEqualTo(Period * 10));
        Assert.That(loop.Statistics.Missed, Is.GreaterThanOrEqualTo(9));
    }

    [Test]
    public void Tick_LateWithCatchUp_RunsEachMissedTick()
    {
        var body = new Body { OnTick = OverstayOnce(periods: 10) };
        using PeriodicLoop loop = Start(body, maxCatchUp: 1_000_000);
        Eventually.That(() => body.Ticks.Count >= 12, "the missed ticks");

        Instant first = body.Ticks.First().Due;
        Assert.That(body.Ticks.Take(12).Select(tick => (tick.Due - first) / Period), Is.EqualTo(Enumerable.Range(0, 12)));
        Assert.That(loop.Statistics.Missed, Is.Zero);
    }

    [Test]
    public void Tick_Throws_IsReportedAndTheLoopGoesOn()
    {
        int calls = 0;
        var body = new Body { OnTick = _ => ThrowIf(++calls <= 2) };
        using PeriodicLoop loop = Start(body, maxCatchUp: 1);
        Eventually.That(() => loop.Statistics.Ticks >= 5, "ticks after the faults");

        Assert.That(loop.Statistics.Faults, Is.EqualTo(2));
        Assert.That(observer.Faults.Select(fault => fault.Loop), Is.EqualTo(new[] { "test", "test" }));
    }

    [Test]
    public void Tick_ThrowsAlways_IsHeldBack()
    {
        var body = new Body { OnTick = _ => ThrowIf(true) };
        using PeriodicLoop loop = Start(body, maxCatchUp: 1);
        Eventually.That(() => loop.Statistics.Missed >= 20, "ticks that were held back");

        Assert.That(observer.Faults.Last().Pause, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void Period_Changed_PacesTheTicksThatFollow()
    {
        var body = new Body();
        using PeriodicLoop loop = Start(body, maxCatchUp: 1);
        loop.Period = TimeSpan.FromMilliseconds(7);
        Eventually.That(() => body.Ticks.Count >= 6, "ticks in the new period");

        Instant[] dues = [.. body.Ticks.Skip(2).Take(2).Select(tick => tick.Due)];
        Assert.That((dues[1] - dues[0]).Ticks % loop.Period.Ticks, Is.Zero);
    }

    [Test]
    public void Dispose_LongPeriod_EndsAtOnce()
    {
        var loop = new PeriodicLoop(new PeriodicLoopOptions { Name = "test", Period = TimeSpan.FromHours(1) }, new Body(), observer);
        loop.Start();
        loop.Dispose();

        Assert.That(loop.IsIdle, Is.True);
    }

    [Test]
    public void Dispose_ByItsOwnBody_EndsTheLoop()
    {
        PeriodicLoop? loop = null;
        var body = new Body { OnTick = _ => Volatile.Read(ref loop)?.Dispose() };
        loop = new PeriodicLoop(new PeriodicLoopOptions { Name = "test", Period = Period }, body, observer);
        loop.Start();

        Eventually.That(() => loop.IsIdle, "the end of the thread");
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public void Priority_HighestWanted_IsWhatTheKernelGrants()
    {
        var options = new PeriodicLoopOptions { Name = "test", Period = Period, Priority = LoopPriority.RealTime };
        using var loop = new PeriodicLoop(options, new Body(), observer);
        loop.Start();

        Eventually.That(() => loop.Statistics.Ticks > 0, "a tick, whatever was granted");
        Assert.That(loop.Statistics.Priority, Is.AnyOf(LoopPriority.Normal, LoopPriority.High, LoopPriority.RealTime));
    }

    [Test]
    public void Tick_Warm_AllocatesNothing()
    {
        var body = new AllocationBody();
        using var loop = new PeriodicLoop(new PeriodicLoopOptions { Name = "test", Period = Period }, body, observer);
        loop.Start();
        Eventually.That(() => loop.Statistics.Ticks >= 60, "sixty ticks");
        loop.Dispose();

        Assert.That(body.AllocatedSince(warm: 10), Is.Zero);
    }

    private static void ThrowIf(bool condition)
    {
        if (condition)
        {
            throw new InvalidOperationException("on purpose");
        }
    }

    // Stays in the first tick until so many more are due.
    private static Action<Instant> OverstayOnce(int periods)
    {
        bool done = false;
        return due =>
        {
            while (!done && MonotonicClock.Now < due + (Period * periods))
            {
                Thread.Yield();
            }

            done = true;
        };
    }

    private PeriodicLoop Start(ILoopBody body, int maxCatchUp)
    {
        var loop = new PeriodicLoop(new PeriodicLoopOptions { Name = "test", Period = Period, MaxCatchUp = maxCatchUp }, body, observer);
        loop.Start();
        return loop;
    }

    private sealed class Body : ILoopBody
    {
        public ConcurrentQueue<(Instant Due, Instant Now)> Ticks { get; } = new();

        public Action<Instant> OnTick { get; init; } = _ => { };

        public void Tick(Instant due, Instant now)
        {
            Ticks.Enqueue((due, now));
            OnTick(due);
        }
    }

    private sealed class AllocationBody : ILoopBody
    {
        private readonly long[] allocated = new long[100];
        private int ticks;

        public long AllocatedSince(int warm) => Allocations.Between(allocated.AsSpan(warm..Math.Min(ticks, allocated.Length)));

        public void Tick(Instant due, Instant now) =>
            allocated[Math.Min(ticks++, allocated.Length - 1)] = GC.GetAllocatedBytesForCurrentThread();
    }
}
