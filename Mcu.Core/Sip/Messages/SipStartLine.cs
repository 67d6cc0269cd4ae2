namespace Mcu.Core.Sip.Messages;

/// <summary>Request-Line or Status-Line (RFC 3261 §7.1, §7.2). A request has a URI, if only a stand-in for a bad one.</summary>
internal readonly record struct SipStartLine(string Method, SipUri? Uri, int Status, string Reason)
{
    private static readonly SipUri Unreadable = SipUri.Parse("sip:unreadable.invalid");

    public static SipParseError Parse(ReadOnlySpan<char> line, out SipStartLine start) =>
        line.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase) ? ParseStatus(line, out start) : ParseRequest(line, out start);

    private static SipParseError ParseStatus(ReadOnlySpan<char> line, out SipStartLine start)
    {
        start = new SipStartLine("", Uri: null, Status: 0, Reason: "");
        if (!line.StartsWith("SIP/2.0 ", StringComparison.OrdinalIgnoreCase))
        {
            return line.Contains(' ') ? SipParseError.UnsupportedVersion : SipParseError.BadStartLine;
        }

        ReadOnlySpan<char> rest = line[8..];
        int space = rest.IndexOf(' ');
        ReadOnlySpan<char> code = space < 0 ? rest : rest[..space];
        if (code.Length != 3 || !SipGrammar.TryNumber(code, 699, out long status) || status < 100)
        {
            return SipParseError.BadStatusCode;
        }

        start = new SipStartLine("", Uri: null, (int)status, space < 0 ? "" : rest[(space + 1)..].ToString());
        return rest.ContainsAny('\r', '\n') ? SipParseError.BadStartLine : SipParseError.None;
    }

    private static SipParseError ParseRequest(ReadOnlySpan<char> line, out SipStartLine start)
    {
        int first = line.IndexOf(' ');
        int last = line.LastIndexOf(' ');
        string method = first < 0 ? "" : line[..first].ToString();
        start = new SipStartLine(method, Unreadable, Status: 0, Reason: "");
        if (!SipGrammar.IsToken(method) || last == first)
        {
            return SipParseError.BadStartLine;
        }

        ReadOnlySpan<char> version = line[(last + 1)..];
        if (!version.Equals("SIP/2.0", StringComparison.OrdinalIgnoreCase))
        {
            return IsVersion(version) ? SipParseError.UnsupportedVersion : SipParseError.BadStartLine;
        }

        // A Request-URI neither stands in brackets nor carries headers (RFC 3261 §19.1.1, Table 1).
        if (!SipUri.TryParse(line[(first + 1)..last], out SipUri uri) || uri.Headers.Length > 0)
        {
            return SipParseError.BadRequestUri;
        }

        start = start with { Uri = uri };
        return SipParseError.None;
    }

    private static bool IsVersion(ReadOnlySpan<char> text) =>
        text.StartsWith("SIP/", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && !text[4..].ContainsAnyExcept("0123456789.");
}
