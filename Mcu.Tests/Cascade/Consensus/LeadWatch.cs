using Mcu.Cascade.Consensus;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>Sees all views of all members, and keeps what must never be: two leaders of one term, two leases at one time.</summary>
internal sealed class LeadWatch(Func<Instant> clock)
{
    private readonly Lock sync = new();
    private readonly Dictionary<ulong, string> leaders = [];
    private readonly Dictionary<string, Instant> leases = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (sync)
            {
                return [.. faults];
            }
        }
    }

    /// <summary>Terms that had a leader.</summary>
    public int Terms
    {
        get
        {
            lock (sync)
            {
                return leaders.Count;
            }
        }
    }

    public void See(string member, ConsensusView view)
    {
        lock (sync)
        {
            Instant now = clock();
            if (view.Role == ConsensusRole.Leader)
            {
                SeeLeader(member, view, now);
            }

            // Whoever acted by it may do so until its end, though the member leads no more or was killed.
            leases[member] = Instant.Later(view.LeaseUntil, leases.GetValueOrDefault(member, Instant.Distant));
        }
    }

    private void SeeLeader(string member, ConsensusView view, Instant now)
    {
        if (view.IsWitness)
        {
            faults.Add($"the witness {member} leads term {view.Term}");
        }

        if (!leaders.TryAdd(view.Term, member) && leaders[view.Term] != member)
        {
            faults.Add($"{member} and {leaders[view.Term]} lead term {view.Term}");
        }

        foreach ((string other, Instant until) in leases)
        {
            if (other != member && view.HoldsLease(now) && now < until)
            {
                faults.Add($"{member} holds a lease in term {view.Term} while {other}'s has {(until - now).TotalMilliseconds:F1} ms left");
            }
        }
    }
}
