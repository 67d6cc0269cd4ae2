using Mcu.Core.Conferences;
using Mcu.Core.Sip.Messages;
using Mcu.Node.Conferences;
using Mcu.Node.Control;

namespace Mcu.Node.Calls;

/// <summary>Tells which site of a conference a caller is: a bound one by its address, otherwise one of its own name.</summary>
public static class SiteNames
{
    private const int LongestTitle = 80;

    /// <summary>The key and title of a caller.</summary>
    public static (string Site, string Title) Of(LiveConference conference, NameAddress caller)
    {
        string user = caller.Uri.User ?? "";
        Participant? bound = conference.State.Sites.FirstOrDefault(site => site.IsBound && IsFree(conference, site) && IsSame(site, caller.Uri, user));
        if (bound is not null)
        {
            return (bound.Site, bound.Title);
        }

        string title = Title(caller, user);
        string slug = NameFolding.ToSipUser(user.Length > 0 ? user : title);
        return (Free(conference, slug.Length > 0 ? slug : "site"), title);
    }

    /// <summary>The key for a site that we call under a name.</summary>
    public static string KeyFor(LiveConference conference, string title)
    {
        string slug = NameFolding.ToSipUser(title);
        return Free(conference, slug.Length > 0 ? slug : "site");
    }

    // A site that we are calling may call in; then it is the one that counts.
    private static bool IsFree(LiveConference conference, Participant site) =>
        !site.IsPresent && (conference.CallOf(site.Site) is null || site.IsBeingCalled);

    private static bool IsSame(Participant site, SipUri caller, string user) =>
        site.Site == user || (site.Address is { } address && SipUri.TryParse(address, out SipUri known)
            && string.Equals(known.User ?? "", user, StringComparison.OrdinalIgnoreCase)
            && string.Equals(known.Host, caller.Host, StringComparison.OrdinalIgnoreCase));

    private static string Title(NameAddress caller, string user)
    {
        string title = caller.DisplayName.Trim();
        title = title.Length > 0 ? title : user.Length > 0 ? user : caller.Uri.Host;
        return title.Length <= LongestTitle ? title : title[..LongestTitle];
    }

    // A key that is here already belongs to another room; one that has left is taken up again.
    private static string Free(LiveConference conference, string slug)
    {
        string key = slug;
        for (int number = 2; conference.CallOf(key) is not null || conference.State.Find(key) is { IsPresent: true } or { IsBeingCalled: true }; number++)
        {
            key = $"{slug}-{number}";
        }

        return key;
    }
}
