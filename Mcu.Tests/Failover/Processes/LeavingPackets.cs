using System.Buffers.Binary;
using System.Net;
using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Counts what a node sends to a host, at that host's end of the line: every UDP datagram, and what its SIP port sends by TCP.</summary>
internal sealed class LeavingPackets : IDisposable
{
    private const int Ethernet = PacketSocket.HeaderLength, Ip = Ethernet + 14;
    private const ushort Ip4 = 0x0800, SipPort = 5060;
    private const byte Tcp = 6, Udp = 17;

    private readonly byte[] room = new byte[PacketSocket.MaxLength];
    private readonly PacketSocket socket;
    private readonly uint source;

    /// <summary>Begins to count.</summary>
    /// <param name="host">Where they arrive.</param>
    /// <param name="networkInterface">At which interface.</param>
    /// <param name="sender">Whose.</param>
    public LeavingPackets(NetworkNamespace host, string networkInterface, IPAddress sender)
    {
        source = BinaryPrimitives.ReadUInt32BigEndian(sender.GetAddressBytes());
        socket = host.Run(() => new PacketSocket(networkInterface));
    }

    /// <summary>How many have come since it was asked last. More than the kernel keeps are not told apart from as many.</summary>
    public int Take()
    {
        int count = 0;
        for (int length = socket.Receive(room); length > 0; length = socket.Receive(room))
        {
            count += Counts(room.AsSpan(0, length)) ? 1 : 0;
        }

        return count;
    }

    public void Dispose() => socket.Dispose();

    private bool Counts(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Ip + 20 || BinaryPrimitives.ReadUInt16BigEndian(frame[(Ethernet + 12)..]) != Ip4)
        {
            return false;
        }

        ReadOnlySpan<byte> packet = frame[Ip..];
        int headerLength = (packet[0] & 0x0F) * 4;
        ReadOnlySpan<byte> transport = packet[headerLength..];
        return BinaryPrimitives.ReadUInt32BigEndian(packet[12..]) == source && packet[9] switch
        {
            Udp => true,
            Tcp => BinaryPrimitives.ReadUInt16BigEndian(transport) == SipPort && CarriesData(packet, headerLength),
            _ => false,
        };
    }

    // The kernel acknowledges, and ends connections, on its own.
    private static bool CarriesData(ReadOnlySpan<byte> packet, int headerLength)
    {
        int total = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), tcpHeaderLength = (packet[headerLength + 12] >> 4) * 4;
        return total == 0 || total > headerLength + tcpHeaderLength; // 0: segments that are still in one
    }
}
