using System.Buffers;
using System.Text;

namespace Mcu.Core.Sip.Messages;

/// <summary>Character classes and small elements of RFC 3261 §25.1.</summary>
internal static class SipGrammar
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> Token = SearchValues.Create(Alphanumeric + "-.!%*_+`'~");
    private static readonly SearchValues<char> Word = SearchValues.Create(Alphanumeric + "-.!%*_+`'~()<>:\\\"/[]?{}");

    public static int CountToken(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExcept(Token);
        return end < 0 ? text.Length : end;
    }

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && CountToken(text) == text.Length;

    /// <summary>callid = word [ "@" word ].</summary>
    public static bool IsCallId(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf('@');
        return at < 0 ? IsWord(text) : IsWord(text[..at]) && IsWord(text[(at + 1)..]);
    }

    /// <summary>The length of the quoted string that the text begins with, quotes included; -1 if it does not or never ends.</summary>
    public static int QuotedLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            return -1;
        }

        for (int i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '"':
                    return i + 1;
                default:
                    break;
            }
        }

        return -1;
    }

    /// <summary>A quoted string's content without quotes and quoted pairs; anything else as it is.</summary>
    public static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 1; i < text.Length - 1; i++)
        {
            plain.Append(text[i] == '\\' && i + 1 < text.Length - 1 ? text[++i] : text[i]);
        }

        return plain.ToString();
    }

    /// <summary>A quoted string with this content; line breaks, which no quoted string may hold, become spaces.</summary>
    public static string Quote(string plain)
    {
        var quoted = new StringBuilder(plain.Length + 2).Append('"');
        foreach (char c in plain)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\r' or '\n' => quoted.Append(' '),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The length of a list's first element: up to a comma outside quotes and angle brackets.</summary>
    public static int FirstElementLength(ReadOnlySpan<char> text)
    {
        bool inBrackets = false;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when !inBrackets:
                    int quoted = QuotedLength(text[i..]);
                    if (quoted < 0)
                    {
                        return text.Length;
                    }

                    i += quoted - 1;
                    break;
                case '<':
                    inBrackets = true;
                    break;
                case '>':
                    inBrackets = false;
                    break;
                case ',' when !inBrackets:
                    return i;
                default:
                    break;
            }
        }

        return text.Length;
    }

    /// <summary>1*DIGIT that fits; digits beyond the range fail.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, long maximum, out long number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (c - '0');
            if (number > maximum)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Word);
}
