namespace Mcu.Cascade.Meetings;

/// <summary>
/// Names of sites across tiers: a site's key at its own node, with the nodes above it in front, the nearest last
/// (<c>khanh-son/son-binh</c>).
/// </summary>
public static class SitePath
{
    private const char Separator = '/';

    /// <summary>How the node above names a site of this one.</summary>
    public static string Below(string node, string path) => $"{node}{Separator}{path}";

    /// <summary>The node that a path begins with; null when the site is of the node that names it.</summary>
    public static string? FirstNode(string path) => path.IndexOf(Separator, StringComparison.Ordinal) is > 0 and int end ? path[..end] : null;

    /// <summary>What a node calls a site that the one above names; null when the site is not below that node.</summary>
    public static string? Within(string node, string path) =>
        path.Length > node.Length + 1 && path[node.Length] == Separator && path.StartsWith(node, StringComparison.Ordinal) ? path[(node.Length + 1)..] : null;
}
