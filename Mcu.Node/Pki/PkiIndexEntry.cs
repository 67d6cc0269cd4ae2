using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mcu.Cascade.Identity;

namespace Mcu.Node.Pki;

/// <summary>Why a certificate was made.</summary>
public enum PkiAction
{
    /// <summary>The node's first.</summary>
    Issued,

    /// <summary>In the place of the one before.</summary>
    Renewed,
}

/// <summary>One certificate in the index: a line of seven words.</summary>
/// <param name="At">When it was made, UTC, to the second.</param>
/// <param name="Action">Why it was made.</param>
/// <param name="NodeId">Whose it is.</param>
/// <param name="Serial">Its serial number, upper-case hexadecimal.</param>
/// <param name="Lifetime">From when until when it is good.</param>
/// <param name="Hosts">The host names and addresses in it.</param>
public sealed record PkiIndexEntry(
    DateTimeOffset At, PkiAction Action, string NodeId, string Serial, CertificateLifetime Lifetime, IReadOnlyList<string> Hosts)
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string NoHosts = "-";
    private const int Words = 7;

    /// <summary>The entry as its line.</summary>
    public string ToLine() => string.Join(
        "  ",
        Write(At),
        Action == PkiAction.Issued ? "issued " : "renewed",
        NodeId.PadRight(16),
        Serial,
        Write(Lifetime.NotBefore),
        Write(Lifetime.NotAfter),
        Hosts.Count == 0 ? NoHosts : string.Join(',', Hosts));

    /// <summary>Reads a line; false when it is none of ours.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out PkiIndexEntry? entry)
    {
        entry = null;
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != Words
            || !TryTime(words[0], out DateTimeOffset at)
            || !TryAction(words[1], out PkiAction action)
            || !Mcu.Cascade.Identity.NodeId.IsValid(words[2])
            || !words[3].All(char.IsAsciiHexDigitUpper)
            || !TryTime(words[4], out DateTimeOffset notBefore)
            || !TryTime(words[5], out DateTimeOffset notAfter))
        {
            return false;
        }

        string[] hosts = words[6] == NoHosts ? [] : words[6].Split(',');
        entry = new PkiIndexEntry(at, action, words[2], words[3], new CertificateLifetime(notBefore, notAfter), hosts);
        return true;
    }

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    private static bool TryTime(string word, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        word, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static bool TryAction(string word, out PkiAction action)
    {
        action = word == "renewed" ? PkiAction.Renewed : PkiAction.Issued;
        return word is "issued" or "renewed";
    }
}
