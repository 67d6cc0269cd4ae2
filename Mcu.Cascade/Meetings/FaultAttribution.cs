namespace Mcu.Cascade.Meetings;

/// <summary>A unit whose sites are in trouble together: the link to it is more likely at fault than each of them.</summary>
/// <param name="Unit">Path of the unit: <c>khanh-son</c>.</param>
/// <param name="Sites">Its sites, with those of the units below it.</param>
/// <param name="Affected">Those of them in trouble.</param>
public sealed record UnitFault(string Unit, int Sites, int Affected);

/// <summary>Finds the link behind many sites in trouble: the highest unit of which nearly all sites are. Pure.</summary>
public static class FaultAttribution
{
    private const int FewestSites = 2;
    private const double NearlyAll = 0.8;

    /// <summary>The units to blame, in order of their names; none of them below another.</summary>
    /// <param name="sites">Each site's unit, and whether the site is in trouble. Sites of the node itself (empty unit) blame nobody.</param>
    public static IReadOnlyList<UnitFault> Of(IEnumerable<(string Unit, bool InTrouble)> sites)
    {
        (string Unit, bool InTrouble)[] all = [.. sites.Where(site => site.Unit.Length > 0)];
        List<UnitFault> faults = [];
        foreach (string unit in all.SelectMany(site => WithAllAbove(site.Unit)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            (string Unit, bool InTrouble)[] below = [.. all.Where(site => SitePath.IsWithin(site.Unit, unit))];
            int affected = below.Count(site => site.InTrouble);
            if (affected >= FewestSites && affected >= NearlyAll * below.Length && !faults.Exists(fault => SitePath.IsWithin(unit, fault.Unit)))
            {
                faults.Add(new UnitFault(unit, below.Length, affected));
            }
        }

        return faults;
    }

    private static IEnumerable<string> WithAllAbove(string unit)
    {
        for (string at = unit; at.Length > 0; at = SitePath.UnitOf(at))
        {
            yield return at;
        }
    }
}
