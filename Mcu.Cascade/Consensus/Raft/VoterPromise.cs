using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// What a voter owes the leader that it has heard: no vote for anybody else for a while. The leader's lease is a majority of such promises,
/// so this is what keeps two members from leading at one time. Renewed by one thread at a time; may be read by
/// any.
/// </summary>
internal sealed class VoterPromise(Func<Instant> clock, TimeSpan length)
{
    private long heardAt = Instant.Distant.Nanoseconds;

    // What it promised before it was restarted is not known: as much as it could have.
    private long until = (clock() + length).Nanoseconds;

    /// <summary>The leader's last word.</summary>
    public Instant HeardAt => new(Volatile.Read(ref heardAt));

    /// <summary>The leader was heard.</summary>
    public void Renew(Instant at)
    {
        Volatile.Write(ref until, Math.Max(until, (at + length).Nanoseconds));
        Volatile.Write(ref heardAt, Math.Max(HeardAt.Nanoseconds, at.Nanoseconds));
    }

    /// <summary>Whether a vote would break it.</summary>
    public bool Forbids(Instant now) => now < Until;

    /// <summary>When it ends, if the leader is not heard again.</summary>
    public Instant Until => new(Volatile.Read(ref until));
}
