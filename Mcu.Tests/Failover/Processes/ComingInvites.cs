using System.Net;
using Mcu.Tests.Cascade.Processes;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Looks on at a host of rooms for INVITEs of a node by UDP.</summary>
internal sealed class ComingInvites : IDisposable
{
    private readonly byte[] room = new byte[PacketSocket.MaxLength];
    private readonly PacketSocket socket;
    private readonly uint source;

    /// <summary>Begins to look.</summary>
    /// <param name="host">Where they arrive.</param>
    /// <param name="networkInterface">At which interface.</param>
    /// <param name="sender">Whose.</param>
    public ComingInvites(NetworkNamespace host, string networkInterface, IPAddress sender)
    {
        source = IpPacket.NumberOf(sender);
        socket = host.Run(() => new PacketSocket(networkInterface));
    }

    /// <summary>Whether one has come since it was asked last.</summary>
    public bool Take()
    {
        bool hasCome = false;
        for (int length = socket.Receive(room); length > 0 && !hasCome; length = hasCome ? 0 : socket.Receive(room))
        {
            hasCome = IpPacket.TryRead(room.AsSpan(0, length), out IpPacket packet) && packet.Protocol == IpPacket.Udp && packet.Source == source
                && packet.Payload.StartsWith("INVITE "u8);
        }

        return hasCome;
    }

    public void Dispose() => socket.Dispose();
}
