namespace Mcu.Core.Composing;

/// <summary>Seats sites in panes so that whoever stays in view stays in place.</summary>
internal static class PaneAssignment
{
    /// <summary>
    /// The sites of one patrol page: a window of <paramref name="capacity"/> that wraps at the list's end, so that a
    /// page is never half empty; those who must be seen take the last places.
    /// </summary>
    internal static IReadOnlyList<string> Page(
        IReadOnlyList<string> sites, int capacity, int page, IEnumerable<string> indispensable)
    {
        if (sites.Count <= capacity)
        {
            return sites;
        }

        int first = (int)((uint)page % (uint)PageCount(sites.Count, capacity)) * capacity;
        List<string> shown = [.. Enumerable.Range(first, capacity).Select(at => sites[at % sites.Count])];
        string[] kept = [.. indispensable.Where(sites.Contains).Take(capacity)];
        foreach (string site in kept.Where(site => !shown.Contains(site, StringComparer.Ordinal)))
        {
            shown.RemoveAt(shown.FindLastIndex(other => !kept.Contains(other, StringComparer.Ordinal)));
            shown.Add(site);
        }

        return shown;
    }

    /// <summary>How many pages show everybody once; at least 1.</summary>
    internal static int PageCount(int sites, int capacity) => Math.Max(1, (sites + capacity - 1) / capacity);

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
