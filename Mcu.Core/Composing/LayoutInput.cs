namespace Mcu.Core.Composing;

/// <summary>What a site is in a conference, as far as layouts care.</summary>
public enum SiteRole
{
    /// <summary>Takes part and is seen.</summary>
    Member,

    /// <summary>Leads the conference (chủ tọa).</summary>
    Chair,

    /// <summary>Only watches and listens: it has no pane.</summary>
    Watcher,
}

/// <summary>Whom a view is for.</summary>
public enum LayoutViewKind
{
    /// <summary>Everybody who has no view of their own.</summary>
    Common,

    /// <summary>The site that the common view shows full screen: it sees another instead of itself.</summary>
    Speaker,

    /// <summary>The chair: in a lecture it sees the members in turn.</summary>
    Chair,
}

/// <summary>One site as layouts see it.</summary>
/// <param name="Id">Its id, unique in the conference.</param>
/// <param name="Role">Chair, member or watcher.</param>
/// <param name="Connected">Whether it is in the conference now.</param>
/// <param name="HasVideo">Whether it sends a picture.</param>
public sealed record LayoutSite(string Id, SiteRole Role = SiteRole.Member, bool Connected = true, bool HasVideo = true);

/// <summary>All that a layout depends on, as plain data.</summary>
public sealed record LayoutInput
{
    /// <summary>The sites in the conference's order.</summary>
    public required IReadOnlyList<LayoutSite> Sites { get; init; }

    /// <summary>Who has the floor.</summary>
    public string? FloorHolder { get; init; }

    /// <summary>Who speaks.</summary>
    public string? ActiveSpeaker { get; init; }

    /// <summary>Who spoke before the active speaker.</summary>
    public string? PreviousSpeaker { get; init; }

    /// <summary>The site, or the unit (<see cref="UnitPicture"/>), that an operator put full screen.</summary>
    public string? Focus { get; init; }

    /// <summary>Which page of the patrol is shown; any number, taken modulo the pages.</summary>
    public int PatrolPage { get; init; }

    /// <summary>Whom the view is for.</summary>
    public LayoutViewKind View { get; init; }
}
