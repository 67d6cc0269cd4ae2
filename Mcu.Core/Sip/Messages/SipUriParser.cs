using System.Buffers;
using System.Net;

namespace Mcu.Core.Sip.Messages;

/// <summary>SIP-URI and absoluteURI of RFC 3261 §25.1.</summary>
internal static class SipUriParser
{
    private static readonly SearchValues<char> Scheme =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> HostName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    public static bool TryParse(ReadOnlySpan<char> text, out SipUri uri)
    {
        uri = null!;
        int colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(Scheme))
        {
            return false;
        }

        string scheme = text[..colon].ToString().ToLowerInvariant();
        return scheme is "sip" or "sips"
            ? TrySip(text, scheme, text[(colon + 1)..], out uri)
            : TryOther(text, scheme, text[(colon + 1)..], out uri);
    }

    /// <summary>host [ ":" port ], to the end of the text.</summary>
    public static bool TryHostPort(ReadOnlySpan<char> text, out string host, out int? port)
    {
        port = null;
        int end = HostLength(text);
        host = end <= 0 ? "" : text[..end].Trim("[]").ToString();
        if (end <= 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[end..];
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != ':' || !SipGrammar.TryNumber(rest[1..], ushort.MaxValue, out long number))
        {
            return false;
        }

        port = (int)number;
        return true;
    }

    /// <summary>The length of the host at the text's beginning, brackets included; 0 or less for none.</summary>
    public static int HostLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '[')
        {
            int end = text.IndexOfAnyExcept(HostName);
            return end < 0 ? text.Length : end;
        }

        int close = text.IndexOf(']');
        return close > 1 && IPAddress.TryParse(text[1..close], out _) ? close + 1 : 0;
    }

    private static bool TryOther(ReadOnlySpan<char> text, string scheme, ReadOnlySpan<char> rest, out SipUri uri)
    {
        uri = null!;
        if (rest.IsEmpty || rest.ContainsAny(" \t<>\"\r\n"))
        {
            return false;
        }

        uri = new SipUri(text.ToString(), scheme, user: null, host: "", port: null, SipParameters.None, headers: "");
        return true;
    }

    private static bool TrySip(ReadOnlySpan<char> text, string scheme, ReadOnlySpan<char> rest, out SipUri uri)
    {
        uri = null!;
        int at = rest.IndexOf('@');
        string? user = null;
        string? password = null;
        if (at >= 0 && !TryUser(rest[..at], out user, out password))
        {
            return false;
        }

        rest = rest[(at + 1)..];
        int question = rest.IndexOf('?');
        ReadOnlySpan<char> headers = question < 0 ? default : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        int semicolon = rest.IndexOf(';');
        ReadOnlySpan<char> hostPort = semicolon < 0 ? rest : rest[..semicolon];
        if (!TryHostPort(hostPort, out string host, out int? port)
            || !TryParameters(semicolon < 0 ? default : rest[semicolon..], out SipParameters parameters)
            || (question >= 0 && (headers.IsEmpty || !SipUriEscapes.IsHeaders(headers))))
        {
            return false;
        }

        uri = new SipUri(text.ToString(), scheme, user, host, port, parameters, headers.ToString()) { Password = password };
        return true;
    }

    private static bool TryUser(ReadOnlySpan<char> info, out string? user, out string? password)
    {
        user = null;
        password = null;
        int colon = info.IndexOf(':');
        ReadOnlySpan<char> name = colon < 0 ? info : info[..colon];
        ReadOnlySpan<char> secret = colon < 0 ? default : info[(colon + 1)..];
        if (name.IsEmpty || !SipUriEscapes.IsUser(name) || !SipUriEscapes.IsPassword(secret))
        {
            return false;
        }

        user = SipUriEscapes.Unescape(name);
        password = colon < 0 ? null : SipUriEscapes.Unescape(secret);
        return true;
    }

    private static bool TryParameters(ReadOnlySpan<char> text, out SipParameters parameters)
    {
        parameters = SipParameters.None;
        if (text.IsEmpty)
        {
            return true;
        }

        var read = new List<KeyValuePair<string, string?>>();
        foreach (Range range in text[1..].Split(';'))
        {
            ReadOnlySpan<char> item = text[1..][range];
            int equals = item.IndexOf('=');
            ReadOnlySpan<char> name = equals < 0 ? item : item[..equals];
            ReadOnlySpan<char> value = equals < 0 ? default : item[(equals + 1)..];
            if (name.IsEmpty || !SipUriEscapes.IsParameter(name) || !SipUriEscapes.IsParameter(value))
            {
                return false;
            }

            read.Add(new(name.ToString(), equals < 0 ? null : value.ToString()));
        }

        parameters = new SipParameters(read);
        return true;
    }
}
