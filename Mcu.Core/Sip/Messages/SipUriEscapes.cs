using System.Buffers;
using System.Text;

namespace Mcu.Core.Sip.Messages;

/// <summary>The %-escapes of SIP URIs (RFC 3261 §19.1.2).</summary>
internal static class SipUriEscapes
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
    private static readonly SearchValues<char> User = SearchValues.Create(Unreserved + "%&=+$,;?/");
    private static readonly SearchValues<char> Password = SearchValues.Create(Unreserved + "%&=+$,");
    private static readonly SearchValues<char> Parameter = SearchValues.Create(Unreserved + "%[]/:&+$");
    private static readonly SearchValues<char> Header = SearchValues.Create(Unreserved + "%[]/?:+$=&");
    private static readonly SearchValues<byte> PlainUser = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "&=+$,;?/"));

    public static bool IsUser(ReadOnlySpan<char> text) => Holds(text, User);

    public static bool IsPassword(ReadOnlySpan<char> text) => Holds(text, Password);

    public static bool IsParameter(ReadOnlySpan<char> text) => Holds(text, Parameter);

    public static bool IsHeaders(ReadOnlySpan<char> text) => Holds(text, Header);

    /// <summary>The text with %XX replaced by the octets, read as UTF-8.</summary>
    public static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%'))
        {
            return text.ToString();
        }

        var bytes = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                bytes.Add((byte)((HexValue(text[i + 1]) << 4) | HexValue(text[i + 2])));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>A user part with everything escaped that must be.</summary>
    public static string EscapeUser(string plain)
    {
        var escaped = new StringBuilder(plain.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(plain))
        {
            _ = PlainUser.Contains(b) ? escaped.Append((char)b) : escaped.Append('%').Append(b.ToString("X2"));
        }

        return escaped.ToString();
    }

    private static bool Holds(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        if (text.ContainsAnyExcept(allowed))
        {
            return false;
        }

        for (int i = text.IndexOf('%'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '%' && !(i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2])))
            {
                return false;
            }
        }

        return true;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
