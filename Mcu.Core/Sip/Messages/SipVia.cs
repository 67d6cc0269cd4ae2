namespace Mcu.Core.Sip.Messages;

/// <summary>One Via value (RFC 3261 §20.42).</summary>
/// <param name="Transport">UDP, TCP, TLS… in upper case.</param>
/// <param name="Host">sent-by's host, an IPv6 address without brackets.</param>
/// <param name="Port">sent-by's port when written.</param>
/// <param name="Parameters">branch, received, rport and others.</param>
public sealed record SipVia(string Transport, string Host, int? Port, SipParameters Parameters)
{
    /// <summary>The cookie that begins every branch of RFC 3261 (§8.1.1.7).</summary>
    public const string MagicCookie = "z9hG4bK";

    /// <summary>The branch; null when absent (RFC 2543).</summary>
    public string? Branch => Parameters["branch"];

    /// <summary>True when the branch alone identifies the transaction; the bare cookie does not (RFC 4475 §3.2.1).</summary>
    public bool HasUniqueBranch =>
        Branch is { } branch && branch.Length > MagicCookie.Length && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase);

    /// <summary>host[:port] as written.</summary>
    public string SentBy => (Host.Contains(':') ? $"[{Host}]" : Host) + (Port is { } port ? $":{port}" : "");

    /// <summary>Reads one value; false when the text is not exactly one. Any version will do: 505 goes back by it too.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SipVia via)
    {
        via = null!;
        var cursor = new SipCursor(text);
        cursor.SkipSpace();
        if (!TryProtocol(ref cursor, out string transport) || !TrySentBy(ref cursor, out string host, out int? port)
            || !SipParameters.TryRead(ref cursor, out SipParameters parameters))
        {
            return false;
        }

        via = new SipVia(transport, host, port, parameters);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"SIP/2.0/{Transport} {SentBy}{Parameters}";

    private static bool TryProtocol(ref SipCursor cursor, out string transport)
    {
        transport = "";
        if (!cursor.TryToken(out ReadOnlySpan<char> name) || !name.Equals("SIP", StringComparison.OrdinalIgnoreCase) || !cursor.TryTake('/')
            || !cursor.TryToken(out ReadOnlySpan<char> version) || version.ContainsAnyExcept("0123456789.") || !cursor.TryTake('/')
            || !cursor.TryToken(out ReadOnlySpan<char> token) || cursor.Peek is not (' ' or '\t'))
        {
            return false;
        }

        transport = token.ToString().ToUpperInvariant();
        cursor.SkipSpace();
        return true;
    }

    private static bool TrySentBy(ref SipCursor cursor, out string host, out int? port)
    {
        port = null;
        int length = Math.Max(SipUriParser.HostLength(cursor.Rest), 0);
        host = cursor.Rest[..length].Trim("[]").ToString();
        cursor.Advance(length);
        if (length == 0 || !cursor.TryTake(':'))
        {
            return length > 0;
        }

        if (!cursor.TryToken(out ReadOnlySpan<char> digits) || !SipGrammar.TryNumber(digits, ushort.MaxValue, out long number))
        {
            return false;
        }

        port = (int)number;
        return true;
    }
}
