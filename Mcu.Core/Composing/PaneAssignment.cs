namespace Mcu.Core.Composing;

/// <summary>Seats sites in panes so that whoever stays in view stays in place.</summary>
internal static class PaneAssignment
{
    /// <summary>
    /// The sites of one patrol page, in their order, and how many pages there are. Those who must be seen are on every
    /// page; the others take turns in what is left, wrapping at their end, so that no page is half empty.
    /// </summary>
    internal static (IReadOnlyList<string> Sites, int PageCount) Page(
        IReadOnlyList<string> sites, int capacity, int page, IEnumerable<string> indispensable)
    {
        if (sites.Count <= capacity)
        {
            return (sites, 1);
        }

        var shown = indispensable.Where(sites.Contains).Take(capacity - 1).ToHashSet(StringComparer.Ordinal);
        string[] others = [.. sites.Where(site => !shown.Contains(site))];
        int turns = capacity - shown.Count;
        int pages = (others.Length + turns - 1) / turns;
        int first = (int)((uint)page % (uint)pages) * turns;
        shown.UnionWith(Enumerable.Range(first, turns).Select(at => others[at % others.Length]));
        return ([.. sites.Where(shown.Contains)], pages);
    }

    /// <summary>
    /// Gives each site a pane: the one it had (by position in the layout) if that still exists, else the first free
    /// one. Null marks a free pane. There are never more sites than panes.
    /// </summary>
    internal static string?[] Seat(int panes, IReadOnlyList<string> sites, IReadOnlyList<string?> before)
    {
        var seats = new string?[panes];
        var waiting = new List<string>(sites);
        for (int at = 0; at < Math.Min(panes, before.Count); at++)
        {
            if (before[at] is { } site && waiting.Remove(site))
            {
                seats[at] = site;
            }
        }

        int free = 0;
        foreach (string site in waiting)
        {
            free = Array.FindIndex(seats, free, seat => seat is null);
            seats[free] = site;
        }

        return seats;
    }
}
