namespace Mcu.Cascade.Consensus;

/// <summary>
/// One member of a group that agrees on a leader and on the order of entries: {primary, standby, witness}. May be used by any thread.
/// </summary>
public interface IConsensus : IAsyncDisposable
{
    /// <summary>What this member knows at present.</summary>
    ConsensusView View { get; }

    /// <summary>
    /// Raised when <see cref="View"/> was replaced, on the consensus's own thread: handlers post to their loop and return at once.
    /// A lease that is prolonged is a new view, so a leader raises it some ten times a second at least.
    /// </summary>
#pragma warning disable MA0046 // one sender, and a view says all
    event Action<ConsensusView>? Changed;
#pragma warning restore MA0046

    /// <summary>Opens the log, restores the state from it and joins the group. Returns without waiting for a leader.</summary>
    /// <exception cref="IOException">The log or the port is not to be had.</exception>
    /// <exception cref="InvalidDataException">The log or its snapshot is damaged: the member must not vote with what is left.</exception>
    Task StartAsync(CancellationToken cancel);

    /// <summary>Has the group agree on an entry; completes once it is applied here.</summary>
    /// <param name="entry">At most <see cref="ConsensusLimits.EntryBytes"/>; copied before the call returns.</param>
    /// <param name="limit">How long to wait; what is not known by then is <see cref="ReplicationOutcome.TimedOut"/>.</param>
    /// <param name="cancel">Gives up waiting; the outcome is unknown.</param>
    /// <exception cref="ArgumentException">The entry is empty or too large.</exception>
    Task<ReplicationOutcome> ReplicateAsync(ReadOnlyMemory<byte> entry, TimeSpan limit, CancellationToken cancel);

    /// <summary>
    /// Gives the lead to the other member that may lead, for a planned switchover. From here on this member takes no entry until it is
    /// elected again. False: it does not lead, or nobody took over in time and it leads on.
    /// </summary>
    Task<bool> ResignAsync(CancellationToken cancel);

    /// <summary>
    /// Lets go of the lead: to the other member that may lead if that can take it, else to whoever is elected next, which may be this member,
    /// in another term. False: it does not lead, or could not.
    /// </summary>
    Task<bool> StepDownAsync(CancellationToken cancel);

    /// <summary>Takes a member back into the group, by an entry that the group agrees on. Leader only; false: not agreed on.</summary>
    Task<bool> AddMemberAsync(string member, TimeSpan limit, CancellationToken cancel);

    /// <summary>
    /// Takes a member out of the group for maintenance, by an entry that the group agrees on, so that its absence no longer counts
    /// against the majority. Leader only, and not itself; false: not agreed on.
    /// </summary>
    Task<bool> RemoveMemberAsync(string member, TimeSpan limit, CancellationToken cancel);
}
