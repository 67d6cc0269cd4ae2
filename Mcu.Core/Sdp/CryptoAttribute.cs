using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Sdp;

/// <summary><c>a=crypto</c> (RFC 4568 §9.1): a key offered in the description. Never logged.</summary>
/// <param name="Tag">Names the line; the answer repeats it.</param>
/// <param name="Suite">For example <c>AES_CM_128_HMAC_SHA1_80</c>.</param>
/// <param name="KeyParameters"><c>inline:</c> and base64 of key and salt, then lifetime and MKI.</param>
/// <param name="SessionParameters">What follows, or null.</param>
public sealed record CryptoAttribute(int Tag, string Suite, string KeyParameters, string? SessionParameters = null)
{
    internal static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out CryptoAttribute? attribute)
    {
        attribute = null;
        Span<Range> fields = stackalloc Range[4];
        int count = value.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count < 3 || !int.TryParse(value[fields[0]], System.Globalization.NumberStyles.None, null, out int tag))
        {
            return false;
        }

        attribute = new CryptoAttribute(
            tag, value[fields[1]].ToString(), value[fields[2]].ToString(), count > 3 ? value[fields[3]].ToString() : null);
        return true;
    }

    /// <summary>Says which suite, never which key.</summary>
    public override string ToString() => $"crypto:{Tag} {Suite}";

    /// <summary>The a= line, with the key.</summary>
    public SdpAttribute ToAttribute() =>
        new("crypto", SessionParameters is null ? $"{Tag} {Suite} {KeyParameters}" : $"{Tag} {Suite} {KeyParameters} {SessionParameters}");
}
