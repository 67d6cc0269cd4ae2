namespace Mcu.Core.Composing;

/// <summary>
/// Keys of the pictures of whole units, beside those of sites: <c>khanh-son/*</c> is the mosaic of that node and of all below
/// it, made there and shown here as one picture; <c>*</c> is the node's own.
/// </summary>
public static class UnitPicture
{
    /// <summary>The key of the node's own mosaic.</summary>
    public const string Own = "*";

    private const string Suffix = "/" + Own;

    /// <summary>The key of a unit's picture; of the node's own for the empty unit.</summary>
    public static string KeyOf(string unit) => unit.Length == 0 ? Own : unit + Suffix;

    /// <summary>The unit whose picture a key names; empty: the node's own; null: the key is a site's.</summary>
    public static string? UnitOf(string? key) => key switch
    {
        null => null,
        Own => "",
        _ when key.Length > Suffix.Length && key.EndsWith(Suffix, StringComparison.Ordinal) => key[..^Suffix.Length],
        _ => null,
    };

    /// <summary>Whether a key names a unit's picture, and a site is of that unit or of one below it.</summary>
    public static bool Shows(string? key, string site) =>
        UnitOf(key) is not null && site.StartsWith(key![..^Own.Length], StringComparison.Ordinal);
}
