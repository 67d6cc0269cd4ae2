namespace Mcu.Node.Control;

/// <summary>
/// One act after the other, each until what it changed is written down with what it was answered: else another's record would tell the
/// change without the act, and a retry after a failover would find it done by nobody. An act that takes long (a call that is waited for)
/// lets the others pass. Any thread.
/// </summary>
internal sealed class ActTurns(TimeProvider time)
{
    /// <summary>So long one act is waited for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim free = new(1); // has nothing to dispose of, and turns end after the node has

    /// <summary>Whether one has its turn: what changes is written down with it.</summary>
    public bool IsTaken => free.CurrentCount == 0;

    /// <summary>Waits for a turn.</summary>
    public async Task<ActTurn> BeginAsync(CancellationToken cancel)
    {
        await free.WaitAsync(cancel); // whoever has it gives it back in time
        return new ActTurn(() => free.Release(), Longest, time);
    }
}
