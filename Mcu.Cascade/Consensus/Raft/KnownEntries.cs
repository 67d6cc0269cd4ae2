using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>What of a leader's entries is in this member's log: DotNext would write those again, and cut off what follows them.</summary>
internal sealed class KnownEntries(RaftLog log)
{
    /// <summary>The term of an entry that the log has.</summary>
    public async ValueTask<long> TermAsync(long index, CancellationToken cancel)
    {
        using WriteAheadLog.LogEntryReader found = await log.ReadAsync(index, index, cancel);
        return found[0].Term;
    }

    /// <summary>A request without the entries at its beginning that are there already.</summary>
    public async ValueTask<AppendRequest> LeaveOutAsync(AppendRequest request, CancellationToken cancel)
    {
        (long committed, long last) = (log.LastCommittedEntryIndex, log.LastEntryIndex);
        int known = 0;
        while (known < request.Entries.Count && request.Previous + known + 1 is var index && index <= last
            && (index <= committed || await TermAsync(index, cancel) == request.Entries[known].Term))
        {
            known++;
        }

        return request.Previous + known < committed ? request : request.Without(known); // DotNext passes over those agreed on
    }
}
