using Mcu.V1;

namespace Mcu.Cascade.Meetings;

/// <summary>
/// What a child tells its parent of one meeting's sites: all of them at first and after every attach, then what changed.
/// </summary>
public sealed class RosterReport(string meeting)
{
    private readonly Dictionary<string, RosterSite> told = new(StringComparer.Ordinal);
    private RosterUnit[] toldUnits = [];
    private bool isWhole = true;

    /// <summary>Has the next report name every site: the parent knows none.</summary>
    public void Restart() => isWhole = true;

    /// <summary>The report for the sites as they are now, and what the parent knows then; null when nothing changed.</summary>
    /// <param name="sites">All sites.</param>
    /// <param name="units">All nodes below the child.</param>
    public Roster? Next(IEnumerable<RosterSite> sites, IEnumerable<RosterUnit> units)
    {
        RosterSite[] present = [.. sites];
        var report = new Roster { Meeting = meeting, Whole = isWhole };
        if (isWhole)
        {
            told.Clear();
        }

        report.Sites.AddRange(present.Where(site => !told.TryGetValue(site.Path, out RosterSite? known) || !known.Equals(site)));
        report.Gone.AddRange(told.Keys.Except(present.Select(site => site.Path), StringComparer.Ordinal));
        foreach (string gone in report.Gone)
        {
            told.Remove(gone);
        }

        foreach (RosterSite site in report.Sites)
        {
            told[site.Path] = site.Clone();
        }

        RosterUnit[] below = [.. units];
        if (isWhole || !below.SequenceEqual(toldUnits))
        {
            toldUnits = below;
            report.Units.AddRange(below);
        }

        bool says = isWhole || report.Sites.Count > 0 || report.Gone.Count > 0 || report.Units.Count > 0;
        isWhole = false;
        return says ? report : null;
    }
}
