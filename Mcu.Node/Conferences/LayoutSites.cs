using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Conferences;

/// <summary>Sites in layouts: operators name them by their names, the planner by their keys.</summary>
public static class LayoutSites
{
    /// <summary>The layout with sites by their names.</summary>
    public static LayoutSpec ToTitles(LiveConference conference, LayoutSpec layout) => layout is LayoutSpec.Panes panes
        ? new LayoutSpec.Panes([.. panes.Sites.Select(site => conference.State.Find(site)?.Title ?? site)])
        : layout;

    /// <summary>
    /// The layout with sites and units by their keys; a site that nobody knows yet gets the key that it will have. Refused when a
    /// name fits several, or its unit gives no picture.
    /// </summary>
    public static ControlResult<LayoutSpec> ToKeys(LiveConference conference, LayoutSpec layout)
    {
        if (layout is not LayoutSpec.Panes panes)
        {
            return layout;
        }

        List<string> keys = [];
        foreach (string name in panes.Sites)
        {
            if (!UnitLookup.Pane(conference, name).TryGet(out string? key, out ControlError? error))
            {
                return error;
            }

            keys.Add(key);
        }

        return new LayoutSpec.Panes(keys);
    }

    /// <summary>The name of what is shown under a key: a site's, or a unit's with its path; null: nothing is.</summary>
    public static string? TitleOf(LiveConference conference, string? key) => key is null
        ? null
        : conference.State.Find(key)?.Title
            ?? (UnitPicture.UnitOf(key) is { } unit && conference.Links.Units.TryGetValue(unit, out MeetingUnit? known) ? known.Shown : key);

    /// <summary>The key of a site named by an operator, known or not.</summary>
    public static string KeyOf(LiveConference conference, string name)
    {
        NameMatch<Participant> match = NameFinder.Find(conference.State.Sites, name, SiteKeys.Of);
        return match.IsFound ? match.Found!.Site : NameFolding.ToSipUser(name);
    }
}
