using Mcu.Core.Buffers;
using Mcu.Core.Rtp;

namespace Mcu.Tests.Rtp;

/// <summary>Makes RTP packets for tests.</summary>
internal static class TestPackets
{
    public const uint Ssrc = 0x11223344;

    public static byte[] Rtp(ushort sequence, uint timestamp, ReadOnlySpan<byte> payload, bool marker = false, uint ssrc = Ssrc, byte type = 96)
    {
        var bytes = new byte[RtpPacket.FixedHeaderLength + payload.Length];
        RtpWriter.Write(bytes, new RtpHeader(type, marker, sequence, timestamp, ssrc), payload);
        return bytes;
    }

    public static RtpPacket Parse(ReadOnlySpan<byte> bytes)
    {
        return RtpPacket.TryParse(bytes, out RtpPacket packet, out RtpParseError error)
            ? packet
            : throw new ArgumentException(error.ToString(), nameof(bytes));
    }

    public static PacketBuffer Buffer(PacketPool pool, ushort sequence, int length = 1000)
    {
        Assert.That(pool.TryRent(out PacketBuffer? buffer), Is.True);
        buffer!.Length = length;
        RtpWriter.WriteHeader(buffer.Bytes, new RtpHeader(96, Marker: false, sequence, 0, Ssrc));
        return buffer;
    }
}
