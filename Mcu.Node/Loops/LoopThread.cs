namespace Mcu.Node.Loops;

/// <summary>The life of a loop's thread: started once, asked to stop, waited for.</summary>
/// <param name="name">The thread's name.</param>
/// <param name="run">The loop; returns soon after <see cref="IsStopping"/> turns true.</param>
/// <param name="wake">Ends the wait that the loop may be in.</param>
internal sealed class LoopThread(string name, Action run, Action wake)
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(2);
    private readonly Thread thread = new(() => run()) { Name = name, IsBackground = true };
    private volatile bool stopping;
    private int stopped;

    /// <summary>Whether the loop is to end.</summary>
    public bool IsStopping => stopping;

    /// <summary>Whether the caller is on this thread.</summary>
    public bool IsCurrent => Thread.CurrentThread == thread;

    /// <summary>Whether the loop is not running: not yet, or no longer.</summary>
    public bool IsIdle => !thread.IsAlive;

    /// <summary>Starts the thread.</summary>
    public void Start() => thread.Start();

    /// <summary>Asks the loop to end and waits for it. True once, for the caller that may now free what the loop used.</summary>
    public bool Stop() => Stop(JoinLimit);

    /// <summary>Asks the loop to end and waits so long at most. True once, for the caller that may now free what the loop used.</summary>
    public bool Stop(TimeSpan limit)
    {
        if (Interlocked.Exchange(ref stopped, 1) != 0)
        {
            return false;
        }

        stopping = true;
        if (IsCurrent || thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            return !IsCurrent;
        }

        wake();
        return thread.Join(limit);
    }
}
