namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// Agrees on what a majority has on its disks, by what members have told the leader of a term. DotNext counts members that have all that they
/// were sent; while entries keep coming, a slow disk never has. May be used by any thread.
/// </summary>
internal sealed class MajorityOnDisk(RaftLog log)
{
    private readonly Lock sync = new();
    private (long Term, long First) lead; // the first entry of the term in which this member leads

    /// <summary>An entry is sent by the leader of a term.</summary>
    public void NoteSent(long term, long index, long entryTerm)
    {
        lock (sync)
        {
            if (entryTerm == term && (lead.Term != term || index < lead.First))
            {
                lead = (term, index);
            }
        }
    }

    /// <summary>
    /// A member has told what it holds. Entries of former terms follow those of this one (Raft, section 5.4.2). Called while DotNext reads
    /// the log, whose locks are not to be waited for then.
    /// </summary>
    public void Agree(long term, IEnumerable<RaftPeer> members)
    {
        long[] held = [.. members.Select(member => member.IsRemote ? (long)(member.MatchIn(term) ?? 0) : log.LastEntryIndex).Order()];
        long index = held.Length > 0 ? held[(held.Length - 1) / 2] : 0;
        lock (sync)
        {
            if (lead.Term != term || index < lead.First)
            {
                return;
            }
        }

        log.Agree(index);
    }
}
