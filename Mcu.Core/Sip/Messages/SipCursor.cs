namespace Mcu.Core.Sip.Messages;

/// <summary>Reads a header value from left to right by the elements of RFC 3261 §25.1.</summary>
internal ref struct SipCursor(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    public readonly ReadOnlySpan<char> Rest => rest;

    public readonly bool AtEnd => rest.IsEmpty;

    public readonly char Peek => rest.IsEmpty ? '\0' : rest[0];

    public void SkipSpace() => rest = rest.TrimStart(" \t");

    public void Advance(int count) => rest = rest[count..];

    /// <summary>Takes a separator with the white space around it.</summary>
    public bool TryTake(char separator)
    {
        ReadOnlySpan<char> trimmed = rest.TrimStart(" \t");
        if (trimmed.IsEmpty || trimmed[0] != separator)
        {
            return false;
        }

        rest = trimmed[1..].TrimStart(" \t");
        return true;
    }

    /// <summary>Takes the longest run of token characters; fails on none.</summary>
    public bool TryToken(out ReadOnlySpan<char> token) => TryUntil(SipGrammar.CountToken(rest), out token);

    /// <summary>Takes everything before the first of these characters, or all; fails on nothing.</summary>
    public bool TryBefore(ReadOnlySpan<char> stops, out ReadOnlySpan<char> taken)
    {
        int at = rest.IndexOfAny(stops);
        return TryUntil(at < 0 ? rest.Length : at, out taken);
    }

    /// <summary>Takes a quoted string with its quotes.</summary>
    public bool TryQuoted(out ReadOnlySpan<char> quoted)
    {
        int length = SipGrammar.QuotedLength(rest);
        return TryUntil(Math.Max(length, 0), out quoted);
    }

    private bool TryUntil(int length, out ReadOnlySpan<char> taken)
    {
        taken = rest[..length];
        rest = rest[length..];
        return length > 0;
    }
}
