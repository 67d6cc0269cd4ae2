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

    /// <summary>The nodes that a path begins with (<c>khanh-son</c>, <c>khanh-son/to-hap</c>); empty when the site is of the node that names it.</summary>
    public static string UnitOf(string path) => path.LastIndexOf(Separator) is > 0 and int end ? path[..end] : "";

    /// <summary>How many nodes below the one that names it a unit is: 0 for the node itself.</summary>
    public static int TierOf(string unit) => unit.Length == 0 ? 0 : unit.Count(letter => letter == Separator) + 1;

    /// <summary>Whether a unit is another one or below it. Everything is below the empty unit.</summary>
    public static bool IsWithin(string unit, string other) =>
        other.Length == 0 || unit == other || (unit.StartsWith(other, StringComparison.Ordinal) && unit[other.Length] == Separator);

    /// <summary>The node that a path begins with; null when the site is of the node that names it.</summary>
    public static string? FirstNode(string path) => path.IndexOf(Separator, StringComparison.Ordinal) is > 0 and int end ? path[..end] : null;

    /// <summary>What a node calls a site that the one above names; null when the site is not below that node.</summary>
    public static string? Within(string node, string path) =>
        path.Length > node.Length + 1 && path[node.Length] == Separator && path.StartsWith(node, StringComparison.Ordinal) ? path[(node.Length + 1)..] : null;
}
