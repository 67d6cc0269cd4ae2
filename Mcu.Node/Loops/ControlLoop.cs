using Mcu.Core.Buffers;
using Mcu.Core.Time;

namespace Mcu.Node.Loops;

/// <summary>
/// The one thread that owns control state. Commands come in through a bounded queue, in order; timers of that state
/// fire between them. When the queue is full callers are refused at once: nobody waits for room.
/// </summary>
public sealed class ControlLoop : IDisposable
{
    private const int CommandsBetweenTimers = 64;
    private readonly ControlLoopOptions options;
    private readonly ILoopObserver observer;
    private readonly MpscRing<Action> queue;
    private readonly WakeSignal signal = new();
    private readonly LoopThread thread;
    private readonly FaultBackoff timerBackoff = new();
    private IControlTimers? timers;
    private long refused;
    private Instant timersHeldUntil = Instant.Distant;

    /// <summary>Makes a loop that has not started; commands are accepted already.</summary>
    public ControlLoop(ControlLoopOptions options, ILoopObserver observer)
    {
        this.options = options;
        this.observer = observer;
        queue = new MpscRing<Action>(options.QueueCapacity);
        thread = new LoopThread(options.Name, Run, signal.Set);
    }

    /// <summary>The loop's name.</summary>
    public string Name => options.Name;

    /// <summary>What the loop has measured; lateness is that of timers, work that of each batch of commands and timers.</summary>
    public LoopStatistics Statistics { get; } = new();

    /// <summary>How many commands wait.</summary>
    public int Waiting => queue.Count;

    /// <summary>How many commands were refused because the queue was full.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>Whether the caller is on the loop's thread, and may touch the state that it owns.</summary>
    public bool IsCurrent => thread.IsCurrent;

    /// <summary>Starts the thread.</summary>
    /// <param name="controlTimers">The timers of the state that the loop owns.</param>
    public void Start(IControlTimers controlTimers)
    {
        timers = controlTimers;
        thread.Start();
    }

    /// <summary>Queues a command; false when the queue is full or the loop is stopping. Any thread, never blocks.</summary>
    public bool TryPost(Action command)
    {
        if (thread.IsStopping)
        {
            return false;
        }

        if (!queue.TryWrite(command))
        {
            Interlocked.Increment(ref refused);
            return false;
        }

        signal.Set();
        return true;
    }

    /// <summary>
    /// Runs a function on the loop's thread and gives its result. The task fails with <see cref="ControlRefusedException"/>
    /// when the queue is full, the loop is stopping, or the function's turn has not come before the deadline; it then has
    /// not run and never will. Any thread; never blocks. The loop's own thread must call its functions directly.
    /// </summary>
    public Task<T> Invoke<T>(Func<T> function, TimeSpan deadline)
    {
        var command = new ControlCommand<T>(function);
        command.ExpireAfter(deadline);
        if (!TryPost(command.Execute))
        {
            command.Refuse(thread.IsStopping ? ControlRefusal.Stopping : ControlRefusal.Busy);
        }

        return command.Result;
    }

    /// <summary>The same for a turn that has no result.</summary>
    public Task Invoke(Action turn, TimeSpan deadline) => Invoke(
        () =>
        {
            turn();
            return true;
        },
        deadline);

    /// <summary>Refuses new commands, carries out those that were accepted, and ends the thread.</summary>
    public void Dispose()
    {
        if (thread.Stop(options.StopLimit))
        {
            signal.Dispose();
        }
    }

    private void Run()
    {
        while (!thread.IsStopping)
        {
            if (queue.Count == 0)
            {
                signal.Wait(Instant.Later(timers!.NextDeadline, timersHeldUntil));
            }

            Instant now = MonotonicClock.Now;
            Instant deadline = timers!.NextDeadline;
            RunTimers(deadline, now);
            RunCommands(CommandsBetweenTimers);
            Statistics.CountTick(deadline < now ? now - deadline : TimeSpan.Zero, MonotonicClock.Now - now);
        }

        RunCommands(int.MaxValue);
    }

    private void RunTimers(Instant deadline, Instant now)
    {
        if (deadline > now || !timerBackoff.MayRun(now))
        {
            return;
        }

        try
        {
            timers!.OnDeadline(now);
            timerBackoff.OnSuccess();
        }
        catch (Exception fault)
        {
            TimeSpan pause = timerBackoff.OnFault(now);
            timersHeldUntil = now + pause;
            Report(fault, pause);
        }
    }

    private void RunCommands(int limit)
    {
        for (int i = 0; i < limit && queue.TryRead(out Action? command); i++)
        {
            try
            {
                command();
            }
            catch (Exception fault)
            {
                Report(fault, TimeSpan.Zero);
            }
        }
    }

    private void Report(Exception fault, TimeSpan pause)
    {
        Statistics.CountFault();
        observer.OnFault(Name, fault, pause);
    }
}
