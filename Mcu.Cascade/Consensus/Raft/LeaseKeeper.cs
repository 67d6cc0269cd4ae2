using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// Until when a leader knows that nobody else can lead: a majority has promised, at its word of some instant, not to vote for a while. The
/// instant is that before the word was sent, so neither a slow line nor a pause of this process makes the lease longer than it is.
/// May be used by any thread.
/// </summary>
internal sealed class LeaseKeeper
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, Instant> acknowledged = new(StringComparer.Ordinal);

    /// <summary>A member has acknowledged a word that was sent at an instant.</summary>
    public void Acknowledge(string member, Instant sentAt)
    {
        lock (sync)
        {
            acknowledged[member] = acknowledged.TryGetValue(member, out Instant before) ? Instant.Later(before, sentAt) : sentAt;
        }
    }

    /// <summary>When the newest word was sent that a majority has acknowledged; distant when there is none.</summary>
    /// <param name="others">The other members.</param>
    /// <param name="now">The present, at which this member hears itself.</param>
    public Instant MajoritySince(IReadOnlyCollection<string> others, Instant now)
    {
        int needed = (others.Count + 1) / 2; // with this one more than half
        if (needed == 0)
        {
            return now;
        }

        lock (sync)
        {
            return others.Select(other => acknowledged.GetValueOrDefault(other, Instant.Distant)).OrderDescending().ElementAt(needed - 1);
        }
    }

    /// <summary>See <see cref="ConsensusView.LastContact"/>.</summary>
    /// <param name="others">The other members.</param>
    /// <param name="leads">Whether this member leads.</param>
    /// <param name="heardAt">The last word of another that led.</param>
    /// <param name="now">The present.</param>
    public Instant LastContact(IReadOnlyCollection<string> others, bool leads, Instant heardAt, Instant now) =>
        leads ? MajoritySince(others, now)
        : others.Count == 0 ? heardAt
        : Instant.Later(heardAt, MajoritySince(others, now)); // it may have led itself since it heard another
}
