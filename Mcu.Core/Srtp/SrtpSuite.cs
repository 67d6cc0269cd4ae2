namespace Mcu.Core.Srtp;

/// <summary>How media is protected, by the names of the SDES registry (RFC 4568 §6.2, RFC 6188, RFC 7714).</summary>
public enum SrtpSuite
{
    /// <summary>AEAD_AES_128_GCM.</summary>
    AeadAes128Gcm,

    /// <summary>AES_CM_128_HMAC_SHA1_80, which everybody has.</summary>
    AesCm128HmacSha1Tag80,

    /// <summary>AES_256_CM_HMAC_SHA1_80.</summary>
    AesCm256HmacSha1Tag80,

    /// <summary>AES_CM_128_HMAC_SHA1_32: 32 bits for RTP, 80 for RTCP.</summary>
    AesCm128HmacSha1Tag32,

    /// <summary>AES_256_CM_HMAC_SHA1_32: 32 bits for RTP, 80 for RTCP.</summary>
    AesCm256HmacSha1Tag32,
}
