using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Node.Cascade.Media;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Cascade.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LinkSealerTests : IDisposable
{
    private const uint Source = 0x1234_5678;

    private static readonly LinkKey Key = LinkKey.Create(1, new SeededRandom(1));

    private readonly LinkSealer sealer = new(Key);
    private readonly LinkOpener opener = new(Key);
    private readonly PacketPool pool = new(1);
    private readonly PacketBuffer buffer;

    public LinkSealerTests()
    {
        Assert.That(pool.TryRent(out PacketBuffer? rented));
        buffer = rented!;
    }

    public void Dispose()
    {
        sealer.Dispose();
        opener.Dispose();
    }

    [Test]
    public void TryOpen_SealedRtp_GivesThePacketBack()
    {
        byte[] packet = Rtp(7);
        byte[] sealedBytes = Seal(packet);
        Assert.That(sealedBytes.AsSpan(12, packet.Length - 12).SequenceEqual(packet.AsSpan(12)), Is.False, "it is encrypted");
        Assert.That(Open(sealedBytes), Is.EqualTo(packet));
    }

    [Test]
    public void TryOpen_SealedRtcp_GivesThePacketBack()
    {
        byte[] packet = Probe(5);
        Assert.That(Open(Seal(packet)), Is.EqualTo(packet));
        Assert.That(Open(Seal(packet)), Is.EqualTo(packet), "a counter of its own makes it another packet");
    }

    [Test]
    public void Seal_TheSamePacketAgain_GivesTheSameBytes()
    {
        byte[] first = Seal(Rtp(10));
        Seal(Rtp(11));
        Assert.That(Seal(Rtp(10)), Is.EqualTo(first), "a retransmission is no new use of the nonce");
    }

    [Test]
    public void TryOpen_AReplay_IsRefused()
    {
        byte[] rtp = Seal(Rtp(1));
        byte[] rtcp = Seal(Probe(1));
        Assert.That((Open(rtp) is null, Open(rtcp) is null), Is.EqualTo((false, false)));
        Assert.That((Open(rtp) is null, Open(rtcp) is null), Is.EqualTo((true, true)));
    }

    [Test]
    public void TryOpen_AnyBitChanged_IsRefusedAndChangesNothing()
    {
        byte[] rtp = Seal(Rtp(1));
        byte[] rtcp = Seal(Probe(1));
        for (int at = 0; at < rtp.Length * 8; at++)
        {
            Assert.That(Open(Flipped(rtp, at)), Is.Null, $"bit {at}");
        }

        for (int at = 0; at < rtcp.Length * 8; at++)
        {
            Assert.That(Open(Flipped(rtcp, at)), Is.Null, $"bit {at}");
        }

        Assert.That(Open(rtp), Is.Not.Null);
        Assert.That(Open(rtcp), Is.Not.Null);
    }

    [Test]
    public void TryOpen_AnotherKey_IsRefused()
    {
        using var other = new LinkOpener(LinkKey.Create(2, new SeededRandom(2)));
        Load(Seal(Rtp(1)));
        Assert.That(other.TryOpen(buffer), Is.False);
    }

    [Test]
    public void TryOpen_SequenceWrapsManyTimes_OpensAll()
    {
        for (int number = 60_000; number < 60_000 + (5 * 65_536); number += 997)
        {
            Assert.That(Open(Seal(Rtp((ushort)number))), Is.Not.Null, $"{number}");
        }
    }

    [Test]
    public void TryOpen_TheWrapWasLostAtTheVeryStart_OpensAll()
    {
        Seal(Rtp(65_530));
        Seal(Rtp(65_535));
        Assert.That(Open(Seal(Rtp(3))), Is.Not.Null);
        Assert.That(Open(Seal(Rtp(4))), Is.Not.Null);
        Assert.That(Open(Seal(Rtp(65_534))), Is.Not.Null, "sent again on request");
    }

    [Test]
    public void TryOpen_SentAgainAfterHundredsOfOthers_IsTaken()
    {
        byte[] late = Seal(Rtp(100));
        byte[] tooLate = Seal(Rtp(50));
        for (ushort sequence = 101; sequence < 1100; sequence++)
        {
            Assert.That(Open(Seal(Rtp(sequence))), Is.Not.Null);
        }

        Assert.That(Open(late), Is.Not.Null);
        Assert.That(Open(late), Is.Null);
        Assert.That(Open(tooLate), Is.Null, "whether it came before is not known any more");
    }

    [Test]
    public void SealAndOpen_WarmedUp_AllocateNothing()
    {
        var room = new byte[PacketBuffer.Capacity];
        byte[] packet = Rtp(0);
        ushort sequence = 0;
        int opened = 0;
        long allocated = Allocations.Of(() =>
        {
            packet[2] = (byte)(++sequence >> 8);
            packet[3] = (byte)sequence;
            int length = sealer.Seal(packet, room);
            room.AsSpan(0, length).CopyTo(buffer.Bytes);
            buffer.Length = length;
            opened += opener.TryOpen(buffer) ? 1 : 0;
        });
        Assert.That(allocated, Is.Zero);
        Assert.That(opened, Is.EqualTo(400));
    }

    private static byte[] Flipped(byte[] packet, int bit)
    {
        byte[] copy = [.. packet];
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }

    private static byte[] Rtp(ushort sequence)
    {
        var packet = new byte[RtpPacket.FixedHeaderLength + 100];
        RtpWriter.Write(packet, new RtpHeader(96, Marker: true, sequence, sequence * 3000u, Source), new byte[100]);
        return packet;
    }

    private static byte[] Probe(ulong number)
    {
        var packet = new byte[ProbePacket.Length];
        ProbePacket.Write(packet, number);
        return packet;
    }

    private byte[] Seal(byte[] packet)
    {
        var room = new byte[PacketBuffer.Capacity];
        return room[..sealer.Seal(packet, room)];
    }

    private byte[]? Open(byte[] datagram)
    {
        Load(datagram);
        return opener.TryOpen(buffer) ? buffer.Span.ToArray() : null;
    }

    private void Load(byte[] datagram)
    {
        datagram.CopyTo(buffer.Bytes, 0);
        buffer.Length = datagram.Length;
    }
}
