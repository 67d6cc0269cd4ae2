using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>
/// Finds units as operators name them, alone or among sites: <c>khanh-son</c>, <c>Khánh Sơn</c>; where a site is called so too,
/// <c>khanh-son/*</c> is the unit and <c>/khanh-son</c> the site of this node. Belongs to the control loop.
/// </summary>
public static class UnitLookup
{
    private const char Here = '/';

    /// <summary>The unit that the query names; refused with the names that there are.</summary>
    public static ControlResult<MeetingUnit> Unit(LiveConference conference, string query)
    {
        IReadOnlyCollection<MeetingUnit> units = conference.Links.Units.Values;
        string path = UnitPicture.UnitOf(query) ?? query;
        NameMatch<MeetingUnit> match = NameFinder.Find(units, path, unit => new NameKeys(unit.Path, unit.Title, Path: unit.Path));
        return match switch
        {
            { IsFound: true } => match.Found!,
            { Candidates.Count: > 0 } => ControlErrors.UnitAmbiguous(query, conference.State.Settings.Title, match.Candidates),
            _ => ControlErrors.UnitNotFound(query, conference.State.Settings.Title, [.. units.Select(unit => unit.Path)]),
        };
    }

    /// <summary>The key of the picture that the query names: a site's, or that of a unit whose node can give it.</summary>
    public static ControlResult<string> Picture(LiveConference conference, string query)
    {
        if (query.StartsWith(Here))
        {
            return ControlLookup.Site(conference.State.Sites.Where(site => site.Via is null), query[1..], conference.State.Settings.Title, SiteKeys.Of)
                .TryGet(out Participant? here, out ControlError? unknown) ? here.Site : unknown;
        }

        NameMatch<Candidate> match = NameFinder.Find(Candidates(conference), query, candidate => candidate.Names);
        return match switch
        {
            { IsFound: true } when match.Found.Unit is { GivesMosaic: false } old => ControlErrors.MosaicUnsupported(old.Shown),
            { IsFound: true } => match.Found.Key,
            { Candidates.Count: > 0 } => Ambiguous(conference, query, match.Candidates),
            _ when UnitPicture.UnitOf(query) is not null => Unit(conference, query).Error!,
            _ => ControlErrors.SiteNotFound(query, conference.State.Settings.Title, [.. match.Near.Select(name => name.TrimStart(Here))]),
        };
    }

    /// <summary>As <see cref="Picture"/>, for a pane; a site that nobody knows yet gets the key that it will have.</summary>
    public static ControlResult<string> Pane(LiveConference conference, string name)
    {
        ControlResult<string> found = Picture(conference, name);
        return found.Error?.Reason == ControlReason.SiteNotFound ? NameFolding.ToSipUser(name) : found;
    }

    private static ControlError Ambiguous(LiveConference conference, string query, IReadOnlyList<string> candidates) =>
        candidates.Any(name => UnitPicture.UnitOf(name) is not null)
            ? ControlErrors.UnitAmbiguous(query, conference.State.Settings.Title, candidates)
            : ControlErrors.SiteAmbiguous(query, conference.State.Settings.Title, [.. candidates.Select(name => name.TrimStart(Here))]);

    private static IEnumerable<Candidate> Candidates(LiveConference conference) =>
    [
        .. conference.State.Sites.Select(site => new Candidate(site.Site, NamesOf(site), Unit: null)),
        .. conference.Links.Units.Values.Select(unit => new Candidate(UnitPicture.KeyOf(unit.Path), NamesOf(unit), unit)),
    ];

    private static NameKeys NamesOf(Participant site) => SiteKeys.Of(site) switch
    {
        { Path: null } here => here with { Path = Here + site.Title },
        { } below => below,
    };

    private static NameKeys NamesOf(MeetingUnit unit)
    {
        string key = UnitPicture.KeyOf(unit.Path);
        return new NameKeys(key, unit.Title, Number: unit.Path, Path: key);
    }

    private readonly record struct Candidate(string Key, NameKeys Names, MeetingUnit? Unit);
}
