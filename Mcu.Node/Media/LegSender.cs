using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Srtp;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>
/// Sends from one of a leg's sockets to where the peer receives. The receive loop moves the target when it latches; the
/// audio and pacer loops send. Before there is a target nothing is sent.
/// </summary>
/// <param name="port">The socket.</param>
/// <param name="batch">The pacer loop's: all legs share it, since one thread sends several at once.</param>
public sealed class LegSender(UdpPort port, UdpSendBatch batch) : IDatagramSender
{
    private Target? target;

    /// <summary>Moves the target; none stops the sending.</summary>
    public void MoveTo(TransportAddress address) =>
        Volatile.Write(ref target, address.IsNone ? null : new Target(address));

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        if (Volatile.Read(ref target) is { } to)
        {
            port.TrySend(datagram, to.Address);
        }
    }

    /// <summary>Sends several at once; the pacer loop's thread only.</summary>
    public void SendMany(ReadOnlySpan<PacketBuffer> packets) => SendMany(packets, protector: null);

    /// <summary>Sends several at once, protected where they lie for the system call; the pacer loop's thread only.</summary>
    internal void SendMany(ReadOnlySpan<PacketBuffer> packets, SrtpProtector? protector)
    {
        if (Volatile.Read(ref target) is not { } to)
        {
            return;
        }

        foreach (PacketBuffer packet in packets)
        {
            if (batch.IsFull)
            {
                port.SendMany(batch);
            }

            Add(packet.Span, protector, to.Address);
        }

        port.SendMany(batch);
    }

    private void Add(ReadOnlySpan<byte> packet, SrtpProtector? protector, in TransportAddress to)
    {
        if (protector is null)
        {
            batch.TryAdd(packet, to);
            return;
        }

        Span<byte> room = batch.Reserve();
        packet.CopyTo(room);
        if (protector.Protect(room, packet.Length, out int length) == SrtpError.None)
        {
            batch.Commit(length, to);
        }
    }

    // A reference changes in one step, a value of several words would not.
    private sealed record Target(TransportAddress Address);
}
