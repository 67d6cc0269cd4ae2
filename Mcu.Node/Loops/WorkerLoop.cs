using Mcu.Core.Time;
using Mcu.Node.Loops.Native;

namespace Mcu.Node.Loops;

/// <summary>
/// A thread that sleeps until it is signalled, then lets its body work until idle. An exception from the body is
/// reported and the loop goes on; a body that keeps throwing is held back (<see cref="FaultBackoff"/>).
/// </summary>
public sealed class WorkerLoop : IDisposable
{
    private readonly IWorkerBody body;
    private readonly ILoopObserver observer;
    private readonly LoopPriority priority;
    private readonly FaultBackoff backoff = new();
    private readonly WakeSignal signal = new();
    private readonly LoopThread thread;

    /// <summary>Makes a loop that has not started.</summary>
    public WorkerLoop(string name, IWorkerBody body, ILoopObserver observer, LoopPriority priority = LoopPriority.Normal)
    {
        Name = name;
        this.body = body;
        this.observer = observer;
        this.priority = priority;
        thread = new LoopThread(name, Run, signal.Set);
    }

    /// <summary>The loop's name.</summary>
    public string Name { get; }

    /// <summary>What the loop has measured. A worker has no due times, so its lateness stays zero.</summary>
    public LoopStatistics Statistics { get; } = new();

    /// <summary>Starts the thread. Signals given before are kept.</summary>
    public void Start() => thread.Start();

    /// <summary>Says that there is work. Any thread; never blocks; signals to a loop that has not looked yet fall together.</summary>
    public void Signal() => signal.Set();

    /// <summary>
    /// Asks the loop to end after the run in progress, and waits for that (2 s at most, unless called by the loop
    /// itself).
    /// </summary>
    public void Dispose()
    {
        if (thread.Stop())
        {
            signal.Dispose();
        }
    }

    private void Run()
    {
        Statistics.Priority = ThreadPriorityRequest.Apply(priority);
        Instant retry = Instant.Never;
        while (!thread.IsStopping)
        {
            bool signalled = signal.Wait(retry);
            Instant now = MonotonicClock.Now;
            if (!thread.IsStopping && backoff.MayRun(now) && (signalled || now >= retry))
            {
                retry = RunOnce(now);
            }
        }
    }

    // The instant at which a body that threw is tried again, since its signal has been used up.
    private Instant RunOnce(Instant now)
    {
        Instant retry = Instant.Never;
        try
        {
            body.Run();
            backoff.OnSuccess();
        }
        catch (Exception fault)
        {
            Statistics.CountFault();
            TimeSpan pause = backoff.OnFault(now);
            retry = now + pause;
            observer.OnFault(Name, fault, pause);
        }

        Statistics.CountTick(TimeSpan.Zero, MonotonicClock.Now - now);
        return retry;
    }
}
