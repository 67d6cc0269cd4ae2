namespace Mcu.Core.Composing;

/// <summary>Who can be seen, and who comes first: the questions that every layout asks of a <see cref="LayoutInput"/>.</summary>
internal sealed class LayoutCast
{
    private readonly LayoutInput input;
    private readonly Dictionary<string, LayoutSite> visible;

    internal LayoutCast(LayoutInput input)
    {
        this.input = input;
        LayoutSite[] seen =
        [
            .. input.Sites
                .Where(site => site.Connected && site.Role != SiteRole.Watcher)
                .DistinctBy(site => site.Id, StringComparer.Ordinal),
        ];
        visible = seen.ToDictionary(site => site.Id, StringComparer.Ordinal);
        Visible = [.. seen.Select(site => site.Id)];
        Chair = seen.FirstOrDefault(site => site.Role == SiteRole.Chair)?.Id;
    }

    /// <summary>Connected sites that are no watchers, in the conference's order.</summary>
    internal IReadOnlyList<string> Visible { get; }

    /// <summary>The chair, if connected.</summary>
    internal string? Chair { get; }

    /// <summary>The focused site, if connected; a focused unit in any case, since its pane says what has become of it.</summary>
    internal string? Focus => UnitPicture.UnitOf(input.Focus) is null ? Seen(input.Focus) : input.Focus;

    /// <summary>Those who must be on the page whatever its number.</summary>
    internal IEnumerable<string> Indispensable =>
        new[] { Seen(input.FloorHolder), Seen(input.ActiveSpeaker), Chair }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The site that a large picture shows: the floor's holder even without a picture, since the floor is given on
    /// purpose; a speaker only with one; else who spoke before, the chair, the first with a picture.
    /// </summary>
    internal string? Leading =>
        Seen(input.FloorHolder)
        ?? Pictured(input.ActiveSpeaker)
        ?? Pictured(input.PreviousSpeaker)
        ?? Pictured(Chair)
        ?? Visible.FirstOrDefault(id => visible[id].HasVideo)
        ?? (Visible.Count > 0 ? Visible[0] : null);

    /// <summary>Whom the site, or the unit, that is shown full screen sees instead of itself.</summary>
    internal string InsteadOf(string shown)
    {
        string[] others = [.. Visible.Where(id => !Same(id, shown) && !UnitPicture.Shows(shown, id))];
        return others.FirstOrDefault(id => Same(id, Pictured(input.PreviousSpeaker)))
            ?? others.FirstOrDefault(id => Same(id, Chair))
            ?? others.FirstOrDefault(id => visible[id].HasVideo)
            ?? others.FirstOrDefault()
            ?? shown;
    }

    /// <summary>Everybody but the chair, those without a picture only when nobody has one.</summary>
    internal IReadOnlyList<string> Audience()
    {
        string[] members = [.. Visible.Where(id => !Same(id, Chair))];
        string[] pictured = [.. members.Where(id => visible[id].HasVideo || Same(id, input.FloorHolder))];
        return pictured.Length > 0 ? pictured : members;
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    private string? Seen(string? id) => id is not null && visible.ContainsKey(id) ? id : null;

    private string? Pictured(string? id) => id is not null && visible.TryGetValue(id, out LayoutSite? site) && site.HasVideo ? id : null;
}
