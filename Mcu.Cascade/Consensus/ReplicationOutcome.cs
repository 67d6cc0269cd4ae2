namespace Mcu.Cascade.Consensus;

/// <summary>What became of an entry.</summary>
public abstract record ReplicationOutcome
{
    private ReplicationOutcome()
    {
    }

    /// <summary>Agreed on and applied here: it survives the loss of any one member.</summary>
    /// <param name="Index">Its place in the log.</param>
    /// <param name="Term">The term in which it was agreed on.</param>
    public sealed record Committed(ulong Index, ulong Term) : ReplicationOutcome;

    /// <summary>Not taken: this member does not lead. Nothing was written.</summary>
    /// <param name="Leader">Who leads; null while nobody is known to.</param>
    public sealed record NotLeader(string? Leader) : ReplicationOutcome;

    /// <summary>
    /// Unknown: the limit ran out, or the lead was lost, with the entry written here. It may be agreed on yet; who repeats it makes the
    /// entry's effect the same the second time.
    /// </summary>
    public sealed record TimedOut : ReplicationOutcome;

    /// <summary>Not taken: this member is stopping or never ran. Nothing was written.</summary>
    public sealed record Stopping : ReplicationOutcome;

    /// <summary>Not taken: too many or too large entries wait for agreement. Nothing was written.</summary>
    public sealed record Busy : ReplicationOutcome;
}
