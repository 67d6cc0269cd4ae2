using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Conferences.Media;

/// <summary>The packets that left, or, when only counted, how many.</summary>
internal sealed class CapturingSender : IDatagramSender
{
    public List<byte[]> Packets { get; } = [];

    public int Count { get; private set; }

    public bool OnlyCounts { get; set; }

    public IEnumerable<ushort> Sequences => Packets.Select(packet => TestPackets.Parse(packet).Sequence);

    public IEnumerable<uint> Timestamps => Packets.Select(packet => TestPackets.Parse(packet).Timestamp);

    /// <summary>The NAL unit type of each packet, of the fragment's where it is one.</summary>
    public IEnumerable<int> NalTypes => Packets.Select(packet => NalTypeOf(TestPackets.Parse(packet)));

    public void Send(ReadOnlySpan<byte> datagram)
    {
        Count++;
        if (!OnlyCounts)
        {
            Packets.Add(datagram.ToArray());
        }
    }

    public void SendMany(ReadOnlySpan<PacketBuffer> packets)
    {
        foreach (PacketBuffer packet in packets)
        {
            Send(packet.Span);
        }
    }

    private static int NalTypeOf(in RtpPacket packet)
    {
        int type = packet.Payload[0] & 0x1F;
        return type == 28 ? packet.Payload[1] & 0x1F : type == 24 ? packet.Payload[3] & 0x1F : type;
    }
}
