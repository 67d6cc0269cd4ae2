using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Sorts questions for votes into rounds: DotNext asks each member by itself. May be used by any thread.</summary>
internal sealed class ElectionRounds(Func<Instant> clock)
{
    private readonly Lock sync = new();
    private (RaftMessage Kind, long Term, ElectionRound Round)? current;
    private long canvassedAt = Instant.Distant.Nanoseconds;

    /// <summary>When this member last asked for votes.</summary>
    public Instant CanvassedAt => new(Volatile.Read(ref canvassedAt));

    /// <summary>A member is asked for its vote: the round that this belongs to.</summary>
    /// <param name="kind">A vote, or one on trial.</param>
    /// <param name="term">The term that it is asked in.</param>
    /// <param name="member">Who is asked.</param>
    /// <param name="members">How many belong to the group.</param>
    public ElectionRound Join(RaftMessage kind, long term, string member, int members)
    {
        lock (sync)
        {
            if (kind == RaftMessage.Vote)
            {
                Volatile.Write(ref canvassedAt, clock().Nanoseconds);
            }

            if (current is { } now && now.Kind == kind && now.Term == term && now.Round.TryJoin(member))
            {
                return now.Round;
            }

            var begun = new ElectionRound(members);
            begun.TryJoin(member);
            current = (kind, term, begun);
            return begun;
        }
    }
}
