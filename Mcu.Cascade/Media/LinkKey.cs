using Mcu.Core.Randomness;
using Mcu.Core.Srtp;

namespace Mcu.Cascade.Media;

/// <summary>What protects one side's media for a while: AEAD_AES_128_GCM (RFC 7714).</summary>
/// <param name="Generation">Counted up with every new key of that side.</param>
/// <param name="Key">Master key, 16 bytes.</param>
/// <param name="Salt">Master salt, 12 bytes.</param>
public sealed record LinkKey(ulong Generation, byte[] Key, byte[] Salt)
{
    /// <summary>The profile's name in a MediaOffer.</summary>
    public const string Profile = "AEAD_AES_128_GCM";

    /// <summary>Bytes of a master key.</summary>
    public const int KeyLength = 16;

    /// <summary>Bytes of a master salt.</summary>
    public const int SaltLength = 12;

    /// <summary>A fresh key.</summary>
    public static LinkKey Create(ulong generation, IRandomSource random)
    {
        var key = new LinkKey(generation, new byte[KeyLength], new byte[SaltLength]);
        random.Fill(key.Key);
        random.Fill(key.Salt);
        return key;
    }

    /// <summary>The cipher of its session keys, for RTP or for RTCP.</summary>
    public SrtpCipher CreateCipher(bool isRtcp) =>
        SrtpCipher.Create(SrtpProfile.Of(SrtpSuite.AeadAes128Gcm), new SrtpKey(Key, Salt), isRtcp);

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => $"key {Generation}";
}
