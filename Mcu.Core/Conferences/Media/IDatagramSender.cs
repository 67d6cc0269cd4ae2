using Mcu.Core.Buffers;

namespace Mcu.Core.Conferences.Media;

/// <summary>
/// Where a leg's packets leave: the node's socket, with encryption before it and, later, the egress gate. Never waits;
/// what the network does not take is lost, as on any wire.
/// </summary>
public interface IDatagramSender
{
    /// <summary>Sends one datagram; the bytes are the caller's again when it returns.</summary>
    void Send(ReadOnlySpan<byte> datagram);

    /// <summary>Sends several datagrams in order; the buffers stay the caller's.</summary>
    void SendMany(ReadOnlySpan<PacketBuffer> packets);
}
