using System.Collections.Concurrent;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Loops;

/// <summary>One thread owns the state; who cannot be served is told so.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ControlLoopTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly RecordingObserver observer = new();
    private readonly Timers timers = new();

    [Test]
    public async Task Invoke_Function_GivesItsResultFromTheLoopsThread()
    {
        using ControlLoop loop = Start();

        Assert.That(await loop.Invoke(() => loop.IsCurrent, Long), Is.True);
        Assert.That(loop.IsCurrent, Is.False);
    }

    [Test]
    public void Invoke_FunctionThrows_GivesTheExceptionToTheCaller()
    {
        using ControlLoop loop = Start();

        Assert.That(() => loop.Invoke<int>(() => throw new FormatException(), Long), Throws.InstanceOf<FormatException>());
        Assert.That(observer.Faults, Is.Empty);
    }

    [Test]
    public void Invoke_QueueFull_IsBusyAtOnce()
    {
        using var blocked = new Blocked(this);

        Assert.That(() => blocked.Loop.Invoke(() => 1, Long), Throws.InstanceOf<ControlRefusedException>()
            .With.Property(nameof(ControlRefusedException.Reason)).EqualTo(ControlRefusal.Busy));
        Assert.That(blocked.Loop.Refused, Is.EqualTo(2)); // the one that filled the queue learned it too
    }

    [Test]
    public async Task Invoke_TurnNeverComes_ExpiresAndNeverRuns()
    {
        bool ran = false;
        using (var loop = new ControlLoop(new ControlLoopOptions(), observer))
        {
            Task<bool> command = loop.Invoke(() => ran = true, TimeSpan.FromMilliseconds(1));
            Assert.That(async () => await command, Throws.InstanceOf<ControlRefusedException>()
                .With.Property(nameof(ControlRefusedException.Reason)).EqualTo(ControlRefusal.DeadlineExceeded));
            loop.Start(timers);
            await loop.Invoke(() => 1, Long);
        }

        Assert.That(ran, Is.False);
    }

    [Test]
    public async Task TryPost_Many_RunInOrder()
    {
        var order = new List<int>();
        using ControlLoop loop = Start();
        for (int i = 0; i < 1000; i++)
        {
            int number = i;
            loop.TryPost(() => order.Add(number));
        }

        int[] seen = await loop.Invoke(() => order.ToArray(), Long);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 1000)));
    }

    [Test]
    public async Task TryPost_CommandThrows_IsReportedAndTheLoopGoesOn()
    {
        using ControlLoop loop = Start();
        loop.TryPost(() => throw new FormatException());

        Assert.That(await loop.Invoke(() => 7, Long), Is.EqualTo(7));
        Assert.That(observer.Faults.Single().Fault, Is.InstanceOf<FormatException>());
    }

    [Test]
    public async Task NextDeadline_SetByACommand_Fires()
    {
        using ControlLoop loop = Start();
        Instant due = await loop.Invoke(() => timers.NextDeadline = MonotonicClock.Now + TimeSpan.FromMilliseconds(5), Long);

        Eventually.That(() => !timers.Fired.IsEmpty, "the timer");
        Assert.That(timers.Fired.First(), Is.GreaterThanOrEqualTo(due));
    }

    [Test]
    public async Task OnDeadline_ThrowsAlways_IsHeldBackAndCommandsStillRun()
    {
        using ControlLoop loop = Start();
        timers.Throws = true;
        await loop.Invoke(() => timers.NextDeadline = MonotonicClock.Now, Long);
        Eventually.That(() => observer.Faults.Any(fault => fault.Pause > TimeSpan.Zero), "a pause");

        Assert.That(await loop.Invoke(() => 7, Long), Is.EqualTo(7));
    }

    [Test]
    public void Dispose_CommandsWaiting_CarriesThemOutAndRefusesMore()
    {
        int done = 0;
        ControlLoop loop = Start();
        for (int i = 0; i < 500; i++)
        {
            loop.TryPost(() => done++);
        }

        loop.Dispose();

        Assert.That(done, Is.EqualTo(500));
        Assert.That(loop.TryPost(() => { }), Is.False);
        Assert.That(() => loop.Invoke(() => 1, Long), Throws.InstanceOf<ControlRefusedException>()
            .With.Property(nameof(ControlRefusedException.Reason)).EqualTo(ControlRefusal.Stopping));
    }

    private ControlLoop Start()
    {
        var loop = new ControlLoop(new ControlLoopOptions(), observer);
        loop.Start(timers);
        return loop;
    }

    // A loop whose thread is held up and whose queue is full.
    private sealed class Blocked : IDisposable
    {
        private readonly ManualResetEventSlim release = new();

        public Blocked(ControlLoopTests test)
        {
            Loop = new ControlLoop(new ControlLoopOptions { QueueCapacity = 8 }, test.observer);
            using var held = new ManualResetEventSlim();
            Loop.TryPost(() =>
            {
                held.Set();
                release.Wait();
            });
            Loop.Start(test.timers);
            held.Wait();
            while (Loop.TryPost(() => { }))
            {
                // Until the queue is full.
            }
        }

        public ControlLoop Loop { get; }

        public void Dispose()
        {
            release.Set();
            Loop.Dispose();
            release.Dispose();
        }
    }

    private sealed class Timers : IControlTimers
    {
        public ConcurrentQueue<Instant> Fired { get; } = new();

        public bool Throws { get; set; }

        public Instant NextDeadline { get; set; } = Instant.Never;

        public void OnDeadline(Instant now)
        {
            if (Throws)
            {
                throw new InvalidOperationException("on purpose");
            }

            NextDeadline = Instant.Never;
            Fired.Enqueue(now);
        }
    }
}
