using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Randomness;

namespace Mcu.Core.Srtp;

/// <summary>A master key and its salt (RFC 3711 §3.2.1): plain data, equal by its bytes, and never in a log.</summary>
/// <param name="Key">As long as the profile says.</param>
/// <param name="Salt">As long as the profile says.</param>
public sealed record SrtpKey(byte[] Key, byte[] Salt)
{
    /// <summary>A fresh key.</summary>
    public static SrtpKey Create(SrtpProfile profile, IRandomSource random)
    {
        var made = new SrtpKey(new byte[profile.KeyLength], new byte[profile.SaltLength]);
        random.Fill(made.Key);
        random.Fill(made.Salt);
        return made;
    }

    /// <summary>Reads base64 of key and salt, of exactly the profile's lengths (RFC 4568 §6.1).</summary>
    public static bool TryParse(ReadOnlySpan<char> base64, SrtpProfile profile, [NotNullWhen(true)] out SrtpKey? key)
    {
        Span<byte> bytes = stackalloc byte[64];
        key = null;
        if (!Convert.TryFromBase64Chars(base64, bytes, out int length) || length != profile.KeyLength + profile.SaltLength)
        {
            return false;
        }

        key = new SrtpKey(bytes[..profile.KeyLength].ToArray(), bytes[profile.KeyLength..length].ToArray());
        bytes.Clear();
        return true;
    }

    /// <summary>Base64 of key and salt, for SDP only.</summary>
    public string ToBase64() => Convert.ToBase64String([.. Key, .. Salt]);

    /// <inheritdoc/>
    public bool Equals(SrtpKey? other) => other is not null && Key.AsSpan().SequenceEqual(other.Key) && Salt.AsSpan().SequenceEqual(other.Salt);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Key);
        return hash.ToHashCode();
    }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => $"key of {8 * Key.Length} bits";
}
