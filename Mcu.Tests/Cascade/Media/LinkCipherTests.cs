using Mcu.Node.Cascade.Media;

namespace Mcu.Tests.Cascade.Media;

/// <summary>The vectors of RFC 7714 §16.1 and §17.1 (session keys), and RFC 3711 §B.3 (their derivation).</summary>
public sealed class LinkCipherTests
{
    private const string Key = "000102030405060708090a0b0c0d0e0f";
    private const string Salt = "517569642070726f2071756f"; // "Quid pro quo"
    private const uint RtpSource = 0x5501_a0b2;
    private const ulong RtpIndex = 0xf17b; // roll-over counter 0
    private const uint RtcpSource = 0x4d61_7273;
    private const ulong RtcpIndex = 0x5d4;
    private const string RtpHeader = "8040f17b 8041f8d3 5501a0b2";
    private const string RtcpHeader = "81c8000d 4d617273 800005d4"; // with the E flag and the index, as §9.2 has it

    private const string RtpPlain =
        "47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573"; // "Gallia est omnis divisa in partes tres"

    private const string RtpSealed =
        "f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b 36de3adf 8833" + "899d7f27 beb16a91 52cf765e e4390cce";

    private const string RtcpPlain =
        "4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef deadbeef deadbeef deadbeef deadbeef";

    private const string RtcpSealed =
        "63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d c676a5f1 730d6fda 4ce09b46 86303ded 0bb9275b" + "c84aa458 96cf4d2f c5abf872 45d9eade";

    [TestCase(RtpSource, RtpIndex, false, RtpPlain, RtpHeader, RtpSealed)]
    [TestCase(RtcpSource, RtcpIndex, true, RtcpPlain, RtcpHeader, RtcpSealed)]
    public void Encrypt_VectorsOfRfc7714_GivesCipherTextAndTag(uint source, ulong index, bool isRtcp, string plain, string header, string wanted)
    {
        using var cipher = new LinkCipher(Bytes(Key), Bytes(Salt));
        byte[] given = Bytes(plain);
        var sealedBytes = new byte[given.Length + LinkCipher.TagLength];
        cipher.Encrypt(source, index, isRtcp, given, sealedBytes, Bytes(header));
        Assert.That(sealedBytes, Is.EqualTo(Bytes(wanted)));
    }

    [TestCase(RtpSource, RtpIndex, false, RtpSealed, RtpHeader, RtpPlain)]
    [TestCase(RtcpSource, RtcpIndex, true, RtcpSealed, RtcpHeader, RtcpPlain)]
    public void TryDecrypt_VectorsOfRfc7714_GivesThePlainText(uint source, ulong index, bool isRtcp, string cipherText, string header, string wanted)
    {
        using var cipher = new LinkCipher(Bytes(Key), Bytes(Salt));
        byte[] given = Bytes(cipherText);
        var plain = new byte[given.Length - LinkCipher.TagLength];
        Assert.That(cipher.TryDecrypt(source, index, isRtcp, given, plain, Bytes(header)));
        Assert.That(plain, Is.EqualTo(Bytes(wanted)));
        Assert.That(cipher.TryDecrypt(source, index + 1, isRtcp, given, plain, Bytes(header)), Is.False, "another index is another nonce");
        given[^1] ^= 1;
        Assert.That(cipher.TryDecrypt(source, index, isRtcp, given, plain, Bytes(header)), Is.False, "a bit of the tag is wrong");
    }

    [TestCase(0, "C61E7A93744F39EE10734AFE3FF7A087", TestName = "Derive_VectorsOfRfc3711_GivesTheCipherKey")]
    [TestCase(2, "30CBBC08863D8C85D49DB34A9AE1", TestName = "Derive_VectorsOfRfc3711_GivesTheCipherSalt")]
    public void Derive_VectorsOfRfc3711(byte label, string wanted)
    {
        byte[] derived = LinkCipher.Derive(Bytes("E1F97A0D3E018BE0D64FA32C06DE4139"), Bytes("0EC675AD498AFEEBB6960B3AABE6"), label);
        Assert.That(derived[..(wanted.Length / 2)], Is.EqualTo(Bytes(wanted)));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
