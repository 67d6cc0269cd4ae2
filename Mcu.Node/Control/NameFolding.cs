using System.Globalization;
using System.Text;

namespace Mcu.Node.Control;

/// <summary>
/// Names without accents, case and punctuation, so that <c>khanh hoa</c> finds Khánh Hòa. The table is our own, because the
/// program runs in invariant globalization mode, where the framework does not decompose characters.
/// </summary>
public static class NameFolding
{
    private static readonly Dictionary<char, char> Letters = Table(
        ('a', "àáảãạăằắẳẵặâầấẩẫậäåāą"),
        ('c', "çćč"),
        ('d', "đďð"),
        ('e', "èéẻẽẹêềếểễệëēęě"),
        ('i', "ìíỉĩịîïī"),
        ('n', "ñńň"),
        ('o', "òóỏõọôồốổỗộơờớởỡợöøō"),
        ('s', "śšş"),
        ('u', "ùúủũụưừứửữựüûūů"),
        ('y', "ỳýỷỹỵÿ"),
        ('z', "źżž"));

    /// <summary>Lower-case letters and digits without marks; everything between words becomes one space.</summary>
    public static string Fold(string name) => Join(name, ' ');

    /// <summary>The user part of a SIP address for a name: <c>khanh-hoa</c>. Empty when the name has no letter or digit.</summary>
    public static string ToSipUser(string name) => string.Concat(Join(name, '-').Where(char.IsAscii)).Trim('-');

    private static string Join(string name, char separator)
    {
        var folded = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            char lower = char.ToLowerInvariant(letter);
            char plain = Letters.GetValueOrDefault(lower, lower);
            if (char.IsLetterOrDigit(plain))
            {
                folded.Append(plain);
            }
            else if (folded.Length > 0 && folded[^1] != separator)
            {
                folded.Append(separator);
            }
        }

        return folded.ToString().TrimEnd(separator);
    }

    private static Dictionary<char, char> Table(params (char Plain, string Marked)[] rows) =>
        rows.SelectMany(row => row.Marked.Select(marked => (marked, row.Plain))).ToDictionary(pair => pair.marked, pair => pair.Plain);
}
