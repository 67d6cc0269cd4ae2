namespace Mcu.Core.Sip.Messages;

/// <summary>Splits the header block into names and unfolded values (RFC 3261 §7.3.1).</summary>
internal static class SipHeaderLines
{
    public static SipParseError Read(ReadOnlySpan<char> block, out SipHeaders headers)
    {
        headers = new SipHeaders();
        SipParseError error = SipParseError.None;
        while (!block.IsEmpty)
        {
            ReadOnlySpan<char> line = TakeFolded(ref block);
            if (headers.Count == SipMessageParser.MaximumHeaders)
            {
                return SipParseError.TooManyHeaders;
            }

            // One bad line does not hide the others: they are needed to say 400.
            if (!TryAdd(line, headers))
            {
                error = SipParseError.BadHeaderLine;
            }
        }

        return error;
    }

    private static ReadOnlySpan<char> TakeFolded(ref ReadOnlySpan<char> block)
    {
        int end = 0;
        int searched = 0;
        do
        {
            int next = block[searched..].IndexOf("\r\n");
            end = next < 0 ? block.Length : searched + next;
            searched = Math.Min(end + 2, block.Length);
        }
        while (searched < block.Length && block[searched] is ' ' or '\t');

        ReadOnlySpan<char> line = block[..end];
        block = block[searched..];
        return line;
    }

    private static bool TryAdd(ReadOnlySpan<char> line, SipHeaders headers)
    {
        int colon = line.IndexOf(':');
        if (colon <= 0)
        {
            return false;
        }

        ReadOnlySpan<char> name = line[..colon].TrimEnd(" \t");
        ReadOnlySpan<char> value = line[(colon + 1)..];
        string unfolded = (value.Contains('\r') ? Unfold(value) : value.ToString()).Trim(' ', '\t');
        if (!SipGrammar.IsToken(name) || unfolded.AsSpan().ContainsAny('\r', '\n'))
        {
            return false;
        }

        headers.Add(SipHeaderNames.Expand(name.ToString()), unfolded);
        return true;
    }

    // A line break with the white space after it stands for one space.
    private static string Unfold(ReadOnlySpan<char> value)
    {
        var parts = new List<string>();
        foreach (Range range in value.Split("\r\n"))
        {
            parts.Add(value[range].Trim(" \t").ToString());
        }

        return string.Join(' ', parts);
    }
}
