namespace Mcu.Core.Composing;

/// <summary>
/// Keys of slides (trình chiếu), beside those of sites' pictures: <c>khanh-son/son-binh:slides</c> is what that site presents.
/// </summary>
public static class ContentPicture
{
    private const string Suffix = ":slides";

    /// <summary>The key of a site's slides.</summary>
    public static string KeyOf(string site) => site + Suffix;

    /// <summary>The site whose slides a key names; null: it names another picture.</summary>
    public static string? SiteOf(string? key) =>
        key is not null && key.Length > Suffix.Length && key.EndsWith(Suffix, StringComparison.Ordinal) ? key[..^Suffix.Length] : null;
}
