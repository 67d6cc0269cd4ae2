using Mcu.Core.Rtp;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Rtp;

/// <summary>Reading RTP in place.</summary>
public sealed class RtpPacketTests
{
    private static readonly byte[] Plain = [0x80, 0xE0, 0x12, 0x34, 0, 0, 0, 5, 1, 2, 3, 4, 9, 8];

    [Test]
    public void TryParse_PlainPacket_ReadsEachField()
    {
        RtpPacket packet = TestPackets.Parse(Plain);
        Assert.That(packet.Marker, Is.True);
        Assert.That(packet.PayloadType, Is.EqualTo(96));
        Assert.That(packet.Sequence, Is.EqualTo(0x1234));
        Assert.That(packet.Timestamp, Is.EqualTo(5));
        Assert.That(packet.Ssrc, Is.EqualTo(0x01020304));
        Assert.That(packet.Payload.ToArray(), Is.EqualTo(new byte[] { 9, 8 }));
    }

    [Test]
    public void TryParse_CsrcExtensionAndPadding_LeavesThePayload()
    {
        byte[] bytes =
        [
            0xB1, 0x60, 0, 1, 0, 0, 0, 5, 1, 2, 3, 4,
            0xAA, 0xBB, 0xCC, 0xDD,
            0xBE, 0xDE, 0, 1, 0x10, 0x20, 0x30, 0x40,
            7, 7, 7, 0, 2,
        ];
        RtpPacket packet = TestPackets.Parse(bytes);
        Assert.That(packet.CsrcCount, Is.EqualTo(1));
        Assert.That(packet.Csrc(0), Is.EqualTo(0xAABBCCDD));
        Assert.That(packet.ExtensionProfile, Is.EqualTo(0xBEDE));
        Assert.That(packet.Extension.ToArray(), Is.EqualTo(new byte[] { 0x10, 0x20, 0x30, 0x40 }));
        Assert.That(packet.Payload.ToArray(), Is.EqualTo(new byte[] { 7, 7, 7 }));
    }

    [TestCase("80E00001000000050102", RtpParseError.TooShort)]
    [TestCase("40E000010000000501020304", RtpParseError.Version)]
    [TestCase("80C800010000000501020304", RtpParseError.Rtcp)]
    [TestCase("82E00001000000050102030400000000", RtpParseError.Csrc)]
    [TestCase("90E000010000000501020304BEDE", RtpParseError.Extension)]
    [TestCase("90E000010000000501020304BEDE0002AABBCCDD", RtpParseError.Extension)]
    [TestCase("A0E000010000000501020304", RtpParseError.Padding)]
    [TestCase("A0E0000100000005010203040000", RtpParseError.Padding)]
    [TestCase("A0E0000100000005010203040003", RtpParseError.Padding)]
    public void TryParse_Broken_SaysWhy(string hex, RtpParseError expected)
    {
        bool parsed = RtpPacket.TryParse(Convert.FromHexString(hex), out _, out RtpParseError error);
        Assert.That(parsed, Is.False);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void TryParse_AnyBytes_NeitherThrowsNorAllocates()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        int good = 0;
        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                random.NextBytes(bytes);
                bytes[0] = (byte)((bytes[0] & 0x3F) | 0x80);
                good += RtpPacket.TryParse(bytes.AsSpan(0, random.Next(65)), out RtpPacket packet, out _) && packet.Payload.Length <= 52 ? 1 : 0;
            }
        }, calls: 1);
        Assert.That(allocated, Is.Zero);
        Assert.That(good, Is.GreaterThan(1000));
    }

    [Test]
    public void Csrc_IndexBeyondCount_Throws() =>
        Assert.That(() => TestPackets.Parse(Plain).Csrc(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(192, true)]
    [TestCase(200, true)]
    [TestCase(223, true)]
    [TestCase(96, false)]
    [TestCase(0xE0, false)]
    public void IsRtcp_BySecondByte_AsRfc5761(int second, bool expected) =>
        Assert.That(RtpPacket.IsRtcp([0x80, (byte)second]), Is.EqualTo(expected));
}
