namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// A thread of its own on which views are made and told, so that a lease is not told late because the thread pool is busy. DotNext's own
/// work is the pool's: its awaits leave no choice. What a node can do is to keep media off the pool, and the pool wide enough.
/// </summary>
internal sealed class ConsensusThread : IDisposable
{
    // Nothing wakes it when a lease or a follower's contact just ages.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private readonly AutoResetEvent signal = new(initialState: false);
    private readonly Thread thread;
    private volatile bool ending;

    /// <summary>Begins.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="onThread">Called first.</param>
    /// <param name="turn">Called when woken, and from time to time.</param>
    public ConsensusThread(string name, Action? onThread, Action turn)
    {
        thread = new Thread(() => Run(onThread, turn)) { Name = name, IsBackground = true, Priority = ThreadPriority.Highest };
        thread.Start();
    }

    /// <summary>Has a turn come soon. Any thread.</summary>
    public void Wake()
    {
        if (!ending)
        {
            signal.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ending = true;
        signal.Set();
        if (Thread.CurrentThread != thread)
        {
            thread.Join();
        }
    }

    private void Run(Action? onThread, Action turn)
    {
        onThread?.Invoke();
        while (!ending)
        {
            signal.WaitOne(Longest);
            turn();
        }
    }
}
