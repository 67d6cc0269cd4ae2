using Mcu.Core.Composing;

namespace Mcu.Core.Conferences;

/// <summary>A conference's sites by key, in the order in which they came.</summary>
public sealed class Roster
{
    private readonly List<Participant> sites = [];

    /// <summary>All of them, those that have left too.</summary>
    public IReadOnlyList<Participant> Sites => sites;

    /// <summary>How many are in the conference now.</summary>
    public int PresentCount => sites.Count(site => site.IsPresent);

    /// <summary>The site that leads; none when none does.</summary>
    public Participant? Chair => sites.Find(site => site.Role == SiteRole.Chair);

    /// <summary>The site of this key.</summary>
    public Participant? Find(string site) => sites.Find(candidate => candidate.Site == site);

    /// <summary>Adds a site, or replaces it in its place.</summary>
    public void Put(Participant site)
    {
        int at = sites.FindIndex(candidate => candidate.Site == site.Site);
        if (at < 0)
        {
            sites.Add(site);
        }
        else
        {
            sites[at] = site;
        }
    }
}
