using Mcu.Node.Loops;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Loops;

/// <summary>Sleeps until it is signalled.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WorkerLoopTests
{
    private readonly RecordingObserver observer = new();

    [Test]
    public void Signal_BeforeStart_IsKept()
    {
        var body = new Body();
        using var loop = new WorkerLoop("test", body, observer);
        loop.Signal();
        loop.Start();

        Eventually.That(() => body.Runs == 1, "the run");
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public void Signal_EachOfMany_IsFollowedByARunThatSeesItsWork()
    {
        var body = new Body();
        using var loop = new WorkerLoop("test", body, observer);
        loop.Start();
        for (int i = 1; i <= 2000; i++)
        {
            Volatile.Write(ref body.Wanted, i);
            loop.Signal();
        }

        Eventually.That(() => Volatile.Read(ref body.Seen) == 2000, "the last work seen");
        Assert.That(body.Runs, Is.InRange(1, 2000));
    }

    [Test]
    public void Run_Throws_IsReportedAndTriedAgainWithoutASignal()
    {
        var body = new Body { FaultsLeft = 7 };
        using var loop = new WorkerLoop("test", body, observer);
        loop.Start();
        loop.Signal();

        Eventually.That(() => body.Runs == 1, "a run without a fault");
        Assert.That(observer.Faults, Has.Count.EqualTo(7));
        Assert.That(observer.Faults.Last().Pause, Is.EqualTo(TimeSpan.FromMilliseconds(200)));
    }

    [Test]
    public void Dispose_Asleep_EndsTheThread()
    {
        var body = new Body();
        var loop = new WorkerLoop("test", body, observer);
        loop.Start();
        loop.Dispose();
        loop.Signal();

        Assert.That(body.Runs, Is.Zero);
    }

    private sealed class Body : IWorkerBody
    {
        public int Wanted;
        public int Seen;
        private int runs;

        public int Runs => Volatile.Read(ref runs);

        public int FaultsLeft { get; set; }

        public void Run()
        {
            if (FaultsLeft-- > 0)
            {
                throw new InvalidOperationException("on purpose");
            }

            Volatile.Write(ref Seen, Volatile.Read(ref Wanted));
            Volatile.Write(ref runs, runs + 1);
        }
    }
}
