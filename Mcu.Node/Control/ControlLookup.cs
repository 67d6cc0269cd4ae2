namespace Mcu.Node.Control;

/// <summary>Finds conferences and sites as operators name them, and refuses with what they might have meant.</summary>
public static class ControlLookup
{
    /// <summary>The conference that the query names.</summary>
    public static ControlResult<T> Conference<T>(IEnumerable<T> conferences, string query, Func<T, NameKeys> keysOf)
    {
        NameMatch<T> match = NameFinder.Find(conferences, query, keysOf);
        return match switch
        {
            { IsFound: true } => ControlResult<T>.Done(match.Found!),
            { Candidates.Count: > 0 } => ControlErrors.ConferenceAmbiguous(query, match.Candidates),
            _ => ControlErrors.ConferenceNotFound(query, match.Near),
        };
    }

    /// <summary>The site that the query names, in a conference whose name the refusal tells.</summary>
    public static ControlResult<T> Site<T>(IEnumerable<T> sites, string query, string conference, Func<T, NameKeys> keysOf)
    {
        NameMatch<T> match = NameFinder.Find(sites, query, keysOf);
        return match switch
        {
            { IsFound: true } => ControlResult<T>.Done(match.Found!),
            { Candidates.Count: > 0 } => ControlErrors.SiteAmbiguous(query, conference, match.Candidates),
            _ => ControlErrors.SiteNotFound(query, conference, match.Near),
        };
    }
}
