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

    /// <summary>The layout with sites by their keys; a site that nobody knows yet gets the key that it will have.</summary>
    public static LayoutSpec ToKeys(LiveConference conference, LayoutSpec layout) => layout is LayoutSpec.Panes panes
        ? new LayoutSpec.Panes([.. panes.Sites.Select(site => KeyOf(conference, site))])
        : layout;

    /// <summary>The key of a site named by an operator, known or not.</summary>
    public static string KeyOf(LiveConference conference, string name)
    {
        NameMatch<Participant> match = NameFinder.Find(conference.State.Sites, name, SiteKeys.Of);
        return match.IsFound ? match.Found!.Site : NameFolding.ToSipUser(name);
    }
}
