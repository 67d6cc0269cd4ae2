namespace Mcu.Core.Sip.Messages;

/// <summary>The value of From, To, Contact, Route and their like: name-addr or addr-spec with parameters (RFC 3261 §20.10).</summary>
/// <param name="DisplayName">Without quotes; empty when absent.</param>
/// <param name="Uri">The address.</param>
/// <param name="Parameters">The header's parameters, not the URI's.</param>
public sealed record NameAddress(string DisplayName, SipUri Uri, SipParameters Parameters)
{
    /// <summary>The tag of From and To; null when absent.</summary>
    public string? Tag => Parameters["tag"];

    /// <summary>The same address with this tag.</summary>
    public NameAddress WithTag(string tag) => this with { Parameters = Parameters.With("tag", tag) };

    /// <summary>Reads one address; false when the text is not exactly one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NameAddress address)
    {
        address = null!;
        var cursor = new SipCursor(text);
        cursor.SkipSpace();
        if (!TryAddress(ref cursor, out string name, out SipUri uri)
            || !SipParameters.TryRead(ref cursor, out SipParameters parameters))
        {
            return false;
        }

        address = new NameAddress(name, uri, parameters);
        return true;
    }

    /// <summary>Reads an address that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static NameAddress Parse(string text) =>
        TryParse(text, out NameAddress address) ? address : throw new FormatException($"Not an address: {SipLogText.Escape(text)}");

    /// <inheritdoc/>
    public override string ToString() =>
        DisplayName.Length == 0 ? $"<{Uri}>{Parameters}" : $"{SipGrammar.Quote(DisplayName)} <{Uri}>{Parameters}";

    private static bool TryAddress(ref SipCursor cursor, out string name, out SipUri uri)
    {
        name = "";
        uri = null!;
        if (cursor.Peek == '"')
        {
            if (!cursor.TryQuoted(out ReadOnlySpan<char> quoted))
            {
                return false;
            }

            name = SipGrammar.Unquote(quoted);
            cursor.SkipSpace();
            return TryBracketed(ref cursor, out uri);
        }

        int bracket = cursor.Rest.IndexOf('<');
        if (bracket < 0)
        {
            return TryBare(ref cursor, out uri);
        }

        ReadOnlySpan<char> words = cursor.Rest[..bracket].TrimEnd(" \t");
        cursor.Advance(bracket);
        name = words.ToString();
        return AreWords(words) && TryBracketed(ref cursor, out uri);
    }

    private static bool TryBracketed(ref SipCursor cursor, out SipUri uri)
    {
        uri = null!;
        int close = cursor.Rest.IndexOf('>');
        if (cursor.Peek != '<' || close < 0 || !SipUri.TryParse(cursor.Rest[1..close], out uri))
        {
            return false;
        }

        cursor.Advance(close + 1);
        return true;
    }

    // Without brackets, a comma or question mark would be ambiguous, and semicolons begin header parameters (RFC 3261 §20.10).
    private static bool TryBare(ref SipCursor cursor, out SipUri uri)
    {
        uri = null!;
        return cursor.TryBefore(" \t;", out ReadOnlySpan<char> bare)
            && !bare.ContainsAny(",?")
            && SipUri.TryParse(bare, out uri);
    }

    // display-name = *( token LWS ); phones also send UTF-8 without quotes, which is harmless.
    private static bool AreWords(ReadOnlySpan<char> words)
    {
        foreach (char c in words)
        {
            if (c is not (' ' or '\t') && c < 0x80 && SipGrammar.CountToken([c]) == 0)
            {
                return false;
            }
        }

        return true;
    }
}
