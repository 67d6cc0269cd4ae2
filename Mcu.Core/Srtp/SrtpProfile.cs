using System.Diagnostics.CodeAnalysis;

namespace Mcu.Core.Srtp;

/// <summary>The numbers of a suite.</summary>
/// <param name="Suite">Which.</param>
/// <param name="Name">In SDP.</param>
/// <param name="KeyLength">Bytes of a master key.</param>
/// <param name="SaltLength">Bytes of a master salt.</param>
/// <param name="TagLength">Bytes of the authentication tag of RTP.</param>
/// <param name="RtcpTagLength">Bytes of the authentication tag of RTCP.</param>
public sealed record SrtpProfile(SrtpSuite Suite, string Name, int KeyLength, int SaltLength, int TagLength, int RtcpTagLength)
{
    /// <summary>Bytes of the index that follows each RTCP compound (RFC 3711 §3.4).</summary>
    public const int RtcpIndexLength = 4;

    /// <summary>Bytes that any packet of any suite grows by at most.</summary>
    public const int MaxOverhead = 16 + RtcpIndexLength;

    /// <summary>All, the one that we like best first.</summary>
    public static IReadOnlyList<SrtpProfile> All { get; } =
    [
        new(SrtpSuite.AeadAes128Gcm, "AEAD_AES_128_GCM", 16, 12, 16, 16),
        new(SrtpSuite.AesCm128HmacSha1Tag80, "AES_CM_128_HMAC_SHA1_80", 16, 14, 10, 10),
        new(SrtpSuite.AesCm256HmacSha1Tag80, "AES_256_CM_HMAC_SHA1_80", 32, 14, 10, 10),
        new(SrtpSuite.AesCm128HmacSha1Tag32, "AES_CM_128_HMAC_SHA1_32", 16, 14, 4, 10),
        new(SrtpSuite.AesCm256HmacSha1Tag32, "AES_256_CM_HMAC_SHA1_32", 32, 14, 4, 10),
    ];

    /// <summary>Whether one algorithm encrypts and authenticates (RFC 7714).</summary>
    public bool IsAead => Suite == SrtpSuite.AeadAes128Gcm;

    /// <summary>The numbers of a suite.</summary>
    public static SrtpProfile Of(SrtpSuite suite) => All[(int)suite];

    /// <summary>The suite of a name in SDP.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out SrtpProfile? profile)
    {
        foreach (SrtpProfile candidate in All)
        {
            if (candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                profile = candidate;
                return true;
            }
        }

        profile = null;
        return false;
    }
}
