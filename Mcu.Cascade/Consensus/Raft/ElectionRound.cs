namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// One round of asking all members for their votes. DotNext waits for every member's answer, the dead one's too; once a majority has
/// said yes, the others are given up on, which saves an answer's limit twice at each silent death.
/// </summary>
internal sealed class ElectionRound(int members)
{
    private readonly Lock sync = new();
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int granted;

    /// <summary>Completes when a majority has said yes.</summary>
    public Task Decided => decided.Task;

    /// <summary>A member is asked; false: it was already, so that this is the next round.</summary>
    public bool TryJoin(string member)
    {
        lock (sync)
        {
            return asked.Add(member);
        }
    }

    /// <summary>A member has said yes.</summary>
    public void Grant()
    {
        if (Interlocked.Increment(ref granted) > members / 2)
        {
            decided.TrySetResult();
        }
    }
}
