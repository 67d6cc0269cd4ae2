using Mcu.Core.Srtp;

namespace Mcu.Tests.Srtp;

public sealed class SrtpCipherTests
{
    // The packets that libsrtp validates itself with: RFC 3711's own master key, whole packets.
    private static readonly SrtpKey Master = new(
        Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"), Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6"));

    [Test]
    public void Seal_AKnownRtpPacketInCounterMode_GivesTheKnownBytes()
    {
        using var cipher = SrtpCipher.Create(SrtpProfile.Of(SrtpSuite.AesCm128HmacSha1Tag80), Master, isRtcp: false);
        Check(
            cipher,
            "800F1234DECAFBADCAFEBABEABABABABABABABABABABABABABABABAB",
            "800F1234DECAFBADCAFEBABE4E55DC4CE79978D88CA4D215949D2402B78D6ACC99EA179B8DBB",
            source: 0xCAFEBABE,
            index: 0x1234,
            header: 12);
    }

    [Test]
    public void Seal_AKnownRtcpPacketInCounterMode_GivesTheKnownBytes()
    {
        using var cipher = SrtpCipher.Create(SrtpProfile.Of(SrtpSuite.AesCm128HmacSha1Tag80), Master, isRtcp: true);
        Check(
            cipher,
            "81C8000BCAFEBABEABABABABABABABABABABABABABABABAB",
            "81C8000BCAFEBABE7128035BE487B9BDBEF89041F977A5A880000001993E08CD54D6C1230798",
            source: 0xCAFEBABE,
            index: 1,
            header: 8);
    }

    // RFC 7714 §16.1.1 and §17.1
    [Test]
    public void Seal_TheRtpPacketOfRfc7714_GivesItsBytes()
    {
        using var cipher = new AeadCipher(SessionKey, SessionSalt, isRtcp: false);
        Check(
            cipher,
            "8040F17B8041F8D35501A0B247616C6C696120657374206F6D6E69732064697669736120696E207061727465732074726573",
            "8040F17B8041F8D35501A0B2F24DE3A3FB34DE6CACBA861C9D7E4BCABE633BD50D294E6F42A5F47A51C7D19B36DE3ADF8833899D7F27BEB16A9152CF765EE4390CCE",
            source: 0x5501A0B2,
            index: 0xF17B,
            header: 12);
    }

    [Test]
    public void Seal_TheRtcpPacketOfRfc7714_GivesItsBytes()
    {
        using var cipher = new AeadCipher(SessionKey, SessionSalt, isRtcp: true);
        Check(
            cipher,
            "81C8000D4D6172734E5450314E545032525450200000042A0000E9304C756E61DEADBEEFDEADBEEFDEADBEEFDEADBEEFDEADBEEF",
            "81C8000D4D61727363E94885DCDAB67CA727D7662F6B7E997FF5C0F76C06F32DC676A5F1730D6FDA4CE09B4686303DED0BB9275BC84AA45896CF4D2FC5ABF87245D9EADE800005D4",
            source: 0x4D617273,
            index: 0x5D4,
            header: 8);
    }

    private static byte[] SessionKey => Convert.FromHexString("000102030405060708090A0B0C0D0E0F");

    private static byte[] SessionSalt => Convert.FromHexString("517569642070726F2071756F");

    private static void Check(SrtpCipher cipher, string plain, string protectedHex, uint source, ulong index, int header)
    {
        byte[] packet = Convert.FromHexString(plain);
        var room = new byte[packet.Length + cipher.Overhead];
        packet.CopyTo(room, 0);
        int length = cipher.Seal(source, index, room, header, packet.Length);
        Assert.That(Convert.ToHexString(room.AsSpan(0, length)), Is.EqualTo(protectedHex));
        room[header] ^= 1;
        Assert.That(cipher.TryOpen(source, index, room, header, out _), Is.False, "a bit is wrong");
        room[header] ^= 1;
        Assert.That(cipher.TryOpen(source, index, room, header, out length), Is.True);
        Assert.That(room.AsSpan(0, length).ToArray(), Is.EqualTo(packet));
    }
}
