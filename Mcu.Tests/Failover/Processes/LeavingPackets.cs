using System.Net;
using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Counts what a node sends to a host, at that host's end of the line: every UDP datagram, and what its SIP port sends by TCP.</summary>
internal sealed class LeavingPackets : IDisposable
{
    private const ushort SipPort = 5060;

    private readonly byte[] room = new byte[PacketSocket.MaxLength];
    private readonly PacketSocket socket;
    private readonly uint source;

    /// <summary>Begins to count.</summary>
    /// <param name="host">Where they arrive.</param>
    /// <param name="networkInterface">At which interface.</param>
    /// <param name="sender">Whose.</param>
    public LeavingPackets(NetworkNamespace host, string networkInterface, IPAddress sender)
    {
        source = IpPacket.NumberOf(sender);
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

    private bool Counts(ReadOnlySpan<byte> frame) => IpPacket.TryRead(frame, out IpPacket packet) && packet.Source == source && packet.Protocol switch
    {
        IpPacket.Udp => true,
        IpPacket.Tcp => packet.SourcePort == SipPort && !packet.Payload.IsEmpty, // the kernel acknowledges, and ends connections, on its own
        _ => false,
    };
}
