using Mcu.Core.Time;

namespace Mcu.Node.Net;

/// <summary>A port that a <see cref="UdpReceiveLoop"/> has, and who is told of its datagrams.</summary>
internal sealed class PortEntry(UdpPort port, IUdpHandler handler)
{
    public UdpPort Port { get; } = port;

    public IUdpHandler Handler { get; } = handler;

    /// <summary>The entry's place in the loop's table, by which epoll names it.</summary>
    public int Place { get; set; }

    /// <summary>Hands over one datagram; whether the handler took the buffer.</summary>
    public bool Deliver(ReceiveBatch batch, int place, Instant now)
    {
        Core.Buffers.PacketBuffer packet = batch[place];
        packet.At = now;
        Port.Counters.CountReceived(1, packet.Length);
        return Handler.OnDatagram(packet, batch.SenderOf(place), now);
    }
}
