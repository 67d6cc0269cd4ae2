namespace Mcu.Core.Sip.Messages;

/// <summary>When two URIs are equivalent (RFC 3261 §19.1.4).</summary>
internal static class SipUriComparison
{
    // A parameter of these in one URI only makes the two differ, even at its default value.
    private static readonly string[] Decisive = ["user", "ttl", "method", "maddr", "transport"];

    public static bool AreEquivalent(SipUri a, SipUri b)
    {
        if (!a.IsSip || !b.IsSip)
        {
            return a.ToString().Equals(b.ToString(), StringComparison.Ordinal);
        }

        return a.Scheme == b.Scheme
            && a.User == b.User
            && a.Password == b.Password
            && a.Host.Equals(b.Host, StringComparison.OrdinalIgnoreCase)
            && a.Port == b.Port
            && ParametersMatch(a.Parameters, b.Parameters)
            && ParametersMatch(b.Parameters, a.Parameters)
            && HeadersMatch(a.Headers, b.Headers);
    }

    private static bool ParametersMatch(SipParameters these, SipParameters others)
    {
        foreach ((string name, string? value) in these.Items)
        {
            bool matches = others.Has(name)
                ? Same(value, others[name])
                : !Decisive.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HeadersMatch(string these, string others) =>
        Normalize(these).SequenceEqual(Normalize(others), StringComparer.Ordinal);

    /// <summary>Header order does not matter, names compare without case, escapes are read.</summary>
    private static IEnumerable<string> Normalize(string headers) => headers
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(header => header.Split('=', 2))
        .Select(pair => SipUriEscapes.Unescape(pair[0]).ToLowerInvariant() + "=" + SipUriEscapes.Unescape(pair.Length > 1 ? pair[1] : ""))
        .Order(StringComparer.Ordinal);

    private static bool Same(string? a, string? b) =>
        SipUriEscapes.Unescape(a).Equals(SipUriEscapes.Unescape(b), StringComparison.OrdinalIgnoreCase);
}
