using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mcu.Core.Srtp;

namespace Mcu.Core.Sdp.Negotiation;

/// <summary>An <c>a=crypto</c> line whose suite we have and whose parameters we can honour (RFC 4568 §6).</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Profile">The suite.</param>
/// <param name="Key">The sender's key.</param>
/// <param name="HasMki">Whether it names a master key identifier, which we do not use.</param>
internal sealed record CryptoLine(int Tag, SrtpProfile Profile, SrtpKey Key, bool HasMki)
{
    private const string Inline = "inline:";
    private const int MaxMkiLength = 128;

    /// <summary>The usable lines of an m= line, in their order; all others count for nothing.</summary>
    public static IEnumerable<CryptoLine> Of(MediaDescription media)
    {
        foreach (CryptoAttribute attribute in media.Crypto)
        {
            if (TryRead(attribute, out CryptoLine? line))
            {
                yield return line;
            }
        }
    }

    /// <summary>Reads a line; false when it is malformed or wants what we do not do.</summary>
    public static bool TryRead(CryptoAttribute attribute, [NotNullWhen(true)] out CryptoLine? line)
    {
        line = null;
        if (!SrtpProfile.TryFind(attribute.Suite, out SrtpProfile? profile) || !AreHonoured(attribute.SessionParameters))
        {
            return false;
        }

        ReadOnlySpan<char> key = attribute.KeyParameters; // of several keys the first: the others are for rekeying by MKI
        int end = key.IndexOf(';');
        key = end < 0 ? key : key[..end];
        if (!key.StartsWith(Inline, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<Range> fields = stackalloc Range[4];
        key = key[Inline.Length..];
        int count = key.Split(fields, '|');
        if (count > 3 || !SrtpKey.TryParse(key[fields[0]], profile, out SrtpKey? parsed))
        {
            return false;
        }

        bool hasMki = count > 1 && IsMki(key[fields[count - 1]]);
        int lifetimes = count - 1 - (hasMki ? 1 : 0);
        if (lifetimes > 1 || (lifetimes == 1 && !IsLifetime(key[fields[1]])))
        {
            return false;
        }

        line = new CryptoLine(attribute.Tag, profile, parsed, hasMki);
        return true;
    }

    // Sequence numbers wrap at 2^48: no call of ours lasts that long, nor 2^31 packets of RTCP.
    private static bool IsLifetime(ReadOnlySpan<char> text) =>
        ulong.TryParse(text.StartsWith("2^") ? text[2..] : text, NumberStyles.None, null, out ulong number) && number > 0;

    private static bool IsMki(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        return colon > 0
            && ulong.TryParse(text[..colon], NumberStyles.None, null, out _)
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, null, out int length)
            && length is > 0 and <= MaxMkiLength;
    }

    // §6.3.7: what is not known must be honoured unless it begins with a hyphen. The window size is a hint; a rate of 0 is what we do.
    private static bool AreHonoured(string? parameters)
    {
        foreach (string parameter in (parameters ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isHarmless = parameter.StartsWith('-')
                || parameter.StartsWith("WSH=", StringComparison.OrdinalIgnoreCase)
                || parameter.Equals("KDR=0", StringComparison.OrdinalIgnoreCase);
            if (!isHarmless)
            {
                return false;
            }
        }

        return true;
    }
}
