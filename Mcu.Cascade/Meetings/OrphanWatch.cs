using Mcu.Core.Time;

namespace Mcu.Cascade.Meetings;

/// <summary>A site of a node below whose room is in no call that this node knows of.</summary>
/// <param name="Meeting">The meeting's id here.</param>
/// <param name="Site">Its path.</param>
/// <param name="Unit">The unit of the node below.</param>
public readonly record struct OrphanSite(string Meeting, string Site, string Unit);

/// <summary>
/// Which rooms of nodes below this node is to call itself, and when: once their unit has had no link for longer than a line is away or a
/// failover takes; those that were busy or did not answer again, but seldom. Sans-IO.
/// </summary>
/// <param name="after">Without a link of the unit.</param>
/// <param name="again">Between two attempts at one room.</param>
public sealed class OrphanWatch(TimeSpan after, TimeSpan again)
{
    private readonly Dictionary<string, Instant> lostSince = new(StringComparer.Ordinal);
    private readonly Dictionary<OrphanSite, Instant> notBefore = []; // Never: an attempt is under way

    /// <summary>The rooms to call now, each until its <see cref="Ended"/>. Several times a second.</summary>
    /// <param name="sites">Those whose signal is lost, of whichever unit.</param>
    /// <param name="isLinked">Whether any node that speaks for a unit is linked, leading or not.</param>
    /// <param name="now">The present.</param>
    public IReadOnlyList<OrphanSite> Look(IReadOnlyCollection<OrphanSite> sites, Func<string, bool> isLinked, Instant now)
    {
        HashSet<string> lost = [.. sites.Select(site => site.Unit).Distinct(StringComparer.Ordinal).Where(unit => !isLinked(unit))];
        Follow(lost, now);
        Forget(sites);
        OrphanSite[] due = [.. sites.Where(site => IsDue(site, now))];
        Array.ForEach(due, site => notBefore[site] = Instant.Never);
        return due;
    }

    /// <summary>An attempt has ended, however it went.</summary>
    public void Ended(OrphanSite site, Instant now) => notBefore[site] = now + again;

    private bool IsDue(OrphanSite site, Instant now) =>
        lostSince.TryGetValue(site.Unit, out Instant since) && now - since >= after && now >= notBefore.GetValueOrDefault(site, Instant.Distant);

    private void Follow(HashSet<string> lost, Instant now)
    {
        foreach (string back in lostSince.Keys.Where(unit => !lost.Contains(unit)).ToArray())
        {
            lostSince.Remove(back);
        }

        foreach (string unit in lost)
        {
            lostSince.TryAdd(unit, now);
        }
    }

    // Who is here, or gone, is called at once when it is lost anew.
    private void Forget(IReadOnlyCollection<OrphanSite> sites)
    {
        foreach (OrphanSite over in notBefore.Where(entry => entry.Value != Instant.Never).Select(entry => entry.Key).Except(sites).ToArray())
        {
            notBefore.Remove(over);
        }
    }
}
