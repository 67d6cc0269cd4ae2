using Mcu.Cascade.Meetings;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;

namespace Mcu.Node.Conferences;

/// <summary>How units appear in a conference's pictures: each node's mosaic as one picture, and what its pane says without one. Pure.</summary>
internal static class UnitPictures
{
    /// <summary>All units as plans know them, by key: those below, and those shown that have not been here yet.</summary>
    public static IEnumerable<KeyValuePair<string, VideoPlanSite>> Of(LiveConference conference)
    {
        foreach (MeetingUnit unit in conference.Links.Units.Values.Concat(Awaited(conference)))
        {
            string key = UnitPicture.KeyOf(unit.Path);
            VideoSource? source = conference.Links.Sources.GetValueOrDefault(key);
            yield return new(key, new VideoPlanSite(unit.Title, source, StatusOf(conference, unit), IsMuted: false, HasFloor: false, Speaks: false)
            {
                IsUnit = true,
            });
        }
    }

    /// <summary>Whether a unit can be asked for its picture now: it is linked, makes mosaics, and has sites to show.</summary>
    public static bool IsToBeHad(LiveConference conference, string key) =>
        UnitPicture.UnitOf(key) is { } path && conference.Links.Units.TryGetValue(path, out MeetingUnit? unit)
        && StatusOf(conference, unit) is PaneStatus.Live;

    // Shown by an operator, or before this node was started anew.
    private static IEnumerable<MeetingUnit> Awaited(LiveConference conference)
    {
        IEnumerable<string?> shown = conference.State.Layout is LayoutSpec.Panes panes ? panes.Sites : [];
        return shown.Append(conference.State.FocusedSite)
            .Select(UnitPicture.UnitOf)
            .Where(unit => unit is { Length: > 0 } && !conference.Links.Units.ContainsKey(unit))
            .Distinct(StringComparer.Ordinal)
            .Select(unit => new MeetingUnit(unit!, unit!, GivesMosaic: false) { IsLinked = false });
    }

    private static PaneStatus StatusOf(LiveConference conference, MeetingUnit unit)
    {
        if (!IsLinked(conference, unit))
        {
            return PaneStatus.SignalLost;
        }

        string key = UnitPicture.KeyOf(unit.Path);
        Participant[] present = [.. conference.State.Sites.Where(site => site.IsPresent && UnitPicture.Shows(key, site.Site))];
        return present switch
        {
            [] => PaneStatus.NotConnected,
            _ when Array.TrueForAll(present, site => site.SignalLost) => PaneStatus.SignalLost,
            _ when !unit.GivesMosaic => PaneStatus.NoPicture,
            _ => PaneStatus.Live, // its pane says that it connects until the first picture
        };
    }

    private static bool IsLinked(LiveConference conference, MeetingUnit unit) =>
        conference.Links.Units.TryGetValue(SitePath.FirstNode(unit.Path) ?? unit.Path, out MeetingUnit? nearest) && nearest.IsLinked;
}
