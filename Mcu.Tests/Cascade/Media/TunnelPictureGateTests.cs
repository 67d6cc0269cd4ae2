using Mcu.Cascade.Media;
using Mcu.Core.Rtp;

namespace Mcu.Tests.Cascade.Media;

public sealed class TunnelPictureGateTests
{
    private static readonly byte[][] KeyFrameStarts =
    [
        [0x67, 1, 2, 3], // SPS
        [0x65, 1, 2, 3], // IDR slice
        [0x78, 0, 9, 0x67, 1], // STAP-A of an SPS
        [0x7C, 0x85, 1, 2], // FU-A, start of an IDR slice
    ];

    private static readonly byte[][] OtherPackets =
    [
        [0x61, 1, 2, 3], // a slice that refers to others
        [0x7C, 0x05, 1, 2], // FU-A, middle of an IDR slice
        [0x7C, 0x81, 1, 2], // FU-A, start of another slice
        [0x78, 0, 9, 0x61, 1],
        [0x65],
        [],
    ];

    [Test]
    public void Admits_NothingWasDropped_EverythingPasses()
    {
        var gate = new TunnelPictureGate();
        Assert.That(OtherPackets.Concat(KeyFrameStarts).All(payload => gate.Admits(Packet(payload))), Is.True);
    }

    [TestCaseSource(nameof(KeyFrameStarts))]
    public void Admits_AfterADrop_PassesFromTheNextKeyFrameOn(byte[] start)
    {
        var gate = new TunnelPictureGate();
        gate.Break();
        Assert.That(OtherPackets.Any(payload => gate.Admits(Packet(payload))), Is.False);
        Assert.That(gate.IsBroken, Is.True);
        Assert.That(gate.Admits(Packet(start)), Is.True);
        Assert.That(gate.Admits(Packet(OtherPackets[0])), Is.True);
    }

    private static byte[] Packet(byte[] payload)
    {
        var packet = new byte[RtpPacket.FixedHeaderLength + payload.Length];
        RtpWriter.Write(packet, new RtpHeader(96, Marker: false, 1, 2, 3), payload);
        return packet;
    }
}
