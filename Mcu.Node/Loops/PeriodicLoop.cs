using Mcu.Core.Time;
using Mcu.Node.Loops.Native;

namespace Mcu.Node.Loops;

/// <summary>
/// A thread that calls its body once a period, at absolute deadlines, and measures its own lateness. An exception
/// from the body is reported and the loop goes on; a body that keeps throwing is held back (<see cref="FaultBackoff"/>).
/// </summary>
public sealed class PeriodicLoop : IDisposable
{
    private readonly PeriodicLoopOptions options;
    private readonly ILoopBody body;
    private readonly ILoopObserver observer;
    private readonly FaultBackoff backoff = new();
    private readonly TimerFd timer = new();
    private readonly LoopThread thread;
    private long requestedPeriod;
    private TimeSpan period;
    private Instant next;

    /// <summary>Makes a loop that has not started.</summary>
    public PeriodicLoop(PeriodicLoopOptions options, ILoopBody body, ILoopObserver observer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Period, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxCatchUp, 1);
        this.options = options;
        this.body = body;
        this.observer = observer;
        requestedPeriod = options.Period.Ticks;
        thread = new LoopThread(options.Name, Run, () => timer.Set(MonotonicClock.Now, TimeSpan.Zero));
    }

    /// <summary>The loop's name.</summary>
    public string Name => options.Name;

    /// <summary>What the loop has measured.</summary>
    public LoopStatistics Statistics { get; } = new();

    /// <summary>The time from tick to tick. A new one takes effect after the tick that comes next. Any thread.</summary>
    public TimeSpan Period
    {
        get => new(Volatile.Read(ref requestedPeriod));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            Volatile.Write(ref requestedPeriod, value.Ticks);
        }
    }

    /// <summary>Whether the thread is not running: not yet, or no longer.</summary>
    public bool IsIdle => thread.IsIdle;

    /// <summary>Starts the thread; the first tick is due one period from now.</summary>
    public void Start() => thread.Start();

    /// <summary>
    /// Asks the loop to end after the tick that runs, and waits for that (2 s at most, unless called by the loop
    /// itself).
    /// </summary>
    public void Dispose()
    {
        if (thread.Stop())
        {
            timer.Dispose();
        }
    }

    private void Run()
    {
        Statistics.Priority = ThreadPriorityRequest.Apply(options.Priority);
        next = MonotonicClock.Now;
        Arm();
        while (!thread.IsStopping)
        {
            RunDue(timer.Wait());
            if (period.Ticks != Volatile.Read(ref requestedPeriod))
            {
                Arm();
            }
        }
    }

    private void Arm()
    {
        period = Period;
        timer.Set(next + period, period);
    }

    private void RunDue(long expirations)
    {
        long skipped = Math.Max(0, expirations - options.MaxCatchUp);
        Statistics.CountMissed(skipped);
        next += period * skipped;
        for (long i = skipped; i < expirations && !thread.IsStopping; i++)
        {
            next += period;
            RunOne(next);
        }
    }

    private void RunOne(Instant due)
    {
        Instant now = MonotonicClock.Now;
        if (!backoff.MayRun(now))
        {
            Statistics.CountMissed(1);
            return;
        }

        try
        {
            body.Tick(due, now);
            backoff.OnSuccess();
        }
        catch (Exception fault)
        {
            Statistics.CountFault();
            observer.OnFault(Name, fault, backoff.OnFault(now));
        }

        Statistics.CountTick(now - due, MonotonicClock.Now - now);
    }
}
