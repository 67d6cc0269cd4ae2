using System.Buffers.Binary;
using System.Net;
using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>An IPv4 packet with UDP or TCP in a frame of a <see cref="PacketSocket"/>.</summary>
internal readonly ref struct IpPacket
{
    public const byte Tcp = 6, Udp = 17;

    private const int EtherType = PacketSocket.HeaderLength + 12, Ip = PacketSocket.HeaderLength + 14, UdpHeader = 8;
    private const ushort Ip4 = 0x0800;

    private readonly ReadOnlySpan<byte> packet;

    private IpPacket(ReadOnlySpan<byte> packet) => this.packet = packet;

    /// <summary>See <see cref="NumberOf"/>.</summary>
    public uint Source => BinaryPrimitives.ReadUInt32BigEndian(packet[12..]);

    public byte Protocol => packet[9];

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(Transport);

    /// <summary>What follows the header of UDP or TCP.</summary>
    public ReadOnlySpan<byte> Payload => Transport[(Protocol == Tcp ? (Transport[12] >> 4) * 4 : UdpHeader)..];

    private ReadOnlySpan<byte> Transport
    {
        get
        {
            int headerLength = (packet[0] & 0x0F) * 4, total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
            return packet[headerLength..(total == 0 ? packet.Length : Math.Min(total, packet.Length))]; // 0: segments that are still in one
        }
    }

    /// <summary>An address as <see cref="Source"/> tells it.</summary>
    public static uint NumberOf(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    /// <summary>Reads one; false where the frame holds none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out IpPacket packet)
    {
        packet = default;
        if (frame.Length < Ip + 20 || BinaryPrimitives.ReadUInt16BigEndian(frame[EtherType..]) != Ip4)
        {
            return false;
        }

        packet = new IpPacket(frame[Ip..]);
        return packet.Protocol is Tcp or Udp;
    }
}
