using System.Globalization;

namespace Mcu.Core.Composing;

/// <summary>Why the text of a layout was refused.</summary>
public enum LayoutParseError
{
    /// <summary>It was not refused.</summary>
    None,

    /// <summary>No text.</summary>
    Empty,

    /// <summary>Not one of the known words.</summary>
    UnknownLayout,

    /// <summary>A grid is written <c>grid:RxC</c>, each 1 to 10.</summary>
    BadGrid,

    /// <summary>One large picture goes with 5, 7, 9 or 12 small ones.</summary>
    BadSmallCount,

    /// <summary>Named panes need 1 to 25 sites.</summary>
    BadSiteCount,

    /// <summary>A site's id is empty, longer than 64, or has characters besides letters, digits, <c>-</c>, <c>_</c>, <c>.</c>, and <c>/</c> and <c>*</c> of units.</summary>
    BadSiteId,

    /// <summary>A site is named twice.</summary>
    DuplicateSite,
}

/// <summary>Reads the text form of a <see cref="LayoutSpec"/>. Total: any text gives a layout or a reason.</summary>
internal static class LayoutSpecParser
{
    private const int MaxSiteIdLength = 64;
    private const int MaxTextLength = 8 + (LayoutSpec.MaxPanes * (MaxSiteIdLength + 2));

    internal static bool TryParse(string? text, out LayoutSpec spec, out LayoutParseError error)
    {
        string trimmed = (text ?? "").Trim();
        (LayoutSpec? parsed, error) = trimmed.Length > MaxTextLength ? (null, LayoutParseError.BadSiteCount) : Parse(trimmed);
        spec = parsed ?? new LayoutSpec.Auto();
        return parsed is not null;
    }

    private static (LayoutSpec? Spec, LayoutParseError Error) Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = (colon < 0 ? text : text[..colon]).ToLowerInvariant();
        string? argument = colon < 0 ? null : text[(colon + 1)..];
        return (word, argument) switch
        {
            ("", null) => (null, LayoutParseError.Empty),
            ("auto", null) => (new LayoutSpec.Auto(), LayoutParseError.None),
            ("lecture", null) => (new LayoutSpec.Lecture(), LayoutParseError.None),
            ("single", null) => (new LayoutSpec.Single(), LayoutParseError.None),
            ("grid", _) => ParseGrid(argument ?? ""),
            ("panes", _) => ParsePanes(argument ?? ""),
            (['1', '+', ..], null) => ParseOnePlusN(word[2..]),
            _ => (null, LayoutParseError.UnknownLayout),
        };
    }

    private static (LayoutSpec? Spec, LayoutParseError Error) ParseGrid(string size)
    {
        string[] sides = size.ToLowerInvariant().Split('x');
        return sides.Length == 2 && TryParseSide(sides[0], out int rows) && TryParseSide(sides[1], out int columns)
            ? (new LayoutSpec.Grid(rows, columns), LayoutParseError.None)
            : (null, LayoutParseError.BadGrid);
    }

    private static bool TryParseSide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= LayoutSpec.MaxGridSide;

    private static (LayoutSpec? Spec, LayoutParseError Error) ParseOnePlusN(string count) => count switch
    {
        "5" or "7" or "9" or "12" =>
            (new LayoutSpec.OnePlusN(int.Parse(count, CultureInfo.InvariantCulture)), LayoutParseError.None),
        _ => (null, LayoutParseError.BadSmallCount),
    };

    private static (LayoutSpec? Spec, LayoutParseError Error) ParsePanes(string list)
    {
        string[] sites = list.Split(',', StringSplitOptions.TrimEntries);
        if (list.Length == 0 || sites.Length > LayoutSpec.MaxPanes)
        {
            return (null, LayoutParseError.BadSiteCount);
        }

        if (!Array.TrueForAll(sites, IsSiteId))
        {
            return (null, LayoutParseError.BadSiteId);
        }

        return sites.Distinct(StringComparer.Ordinal).Count() < sites.Length
            ? (null, LayoutParseError.DuplicateSite)
            : (new LayoutSpec.Panes(sites), LayoutParseError.None);
    }

    private static bool IsSiteId(string text) =>
        text.Length is > 0 and <= MaxSiteIdLength && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '*');
}
