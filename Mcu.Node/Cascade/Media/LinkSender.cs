using Mcu.Cascade.Media;
using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Node.Net;
using Mcu.V1;

namespace Mcu.Node.Cascade.Media;

/// <summary>
/// Where a channel's packets of one kind (RTP, or RTCP) leave: sealed by UDP, or plain into the tunnel, as the link's route says at
/// that moment. One thread sends, so that the cipher's state is shared with nobody; nothing leaves before <see cref="Open"/>.
/// </summary>
/// <param name="path">What the link's senders share.</param>
/// <param name="isPicture">Of a picture's channel: it uses the tunnel of pictures.</param>
/// <param name="batch">The pacer loop's, for those that send several at once.</param>
internal sealed class LinkSender(LinkPath path, bool isPicture, UdpSendBatch batch) : IDatagramSender, IDisposable
{
    private readonly byte[] room = GC.AllocateUninitializedArray<byte>(PacketBuffer.Capacity, pinned: true);
    private readonly TunnelPictureGate gate = new();
    private readonly LinkSealerSlot sealer = new();
    private long dropsSeen = path.Tunnel.PicturesDropped;
    private volatile bool isOpen;
    private int hole;

    /// <summary>The other side waits for packets. Control loop's thread.</summary>
    public void Open() => isOpen = true;

    /// <summary>Nothing leaves from now on. Control loop's thread.</summary>
    public void Close() => isOpen = false;

    /// <summary>Whether the tunnel has lost packets of a picture; asking once answers once. Any thread.</summary>
    public bool TakeHole() => Volatile.Read(ref hole) != 0 && Interlocked.Exchange(ref hole, 0) != 0;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        if (!isOpen)
        {
            return;
        }

        LinkRoute route = path.Route;
        if (route.Transport == LinkTransport.Udp)
        {
            int length = sealer.Of(route.Key!).Seal(datagram, room);
            path.Port.TrySend(room.AsSpan(0, length), route.Target);
        }
        else
        {
            Tunnel(datagram);
        }
    }

    /// <inheritdoc/>
    public void SendMany(ReadOnlySpan<PacketBuffer> packets)
    {
        if (!isOpen)
        {
            return;
        }

        LinkRoute route = path.Route;
        if (route.Transport == LinkTransport.Udp)
        {
            SendSealed(packets, sealer.Of(route.Key!), route.Target);
            return;
        }

        foreach (PacketBuffer packet in packets)
        {
            Tunnel(packet.Span);
        }
    }

    /// <summary>Frees the cipher, when the sending thread uses it no more.</summary>
    public void Dispose() => sealer.Dispose();

    private void SendSealed(ReadOnlySpan<PacketBuffer> packets, LinkSealer with, in TransportAddress target)
    {
        foreach (PacketBuffer packet in packets)
        {
            if (batch.IsFull)
            {
                path.Port.SendMany(batch);
            }

            batch.Commit(with.Seal(packet.Span, batch.Reserve()), target);
        }

        path.Port.SendMany(batch);
    }

    private void Tunnel(ReadOnlySpan<byte> packet)
    {
        bool taken = isPicture ? TunnelPicture(packet) : path.Tunnel.TrySendSound(packet);
        path.CountTunneled(taken ? packet.Length : 0);
    }

    private bool TunnelPicture(ReadOnlySpan<byte> packet)
    {
        if (RtpPacket.IsRtcp(packet))
        {
            return path.Tunnel.TrySendPicture(packet);
        }

        long drops = path.Tunnel.PicturesDropped;
        if (drops != dropsSeen)
        {
            dropsSeen = drops;
            Break();
        }

        if (!gate.Admits(packet))
        {
            return false;
        }

        bool taken = path.Tunnel.TrySendPicture(packet);
        if (!taken)
        {
            Break();
        }

        return taken;
    }

    private void Break()
    {
        if (!gate.IsBroken)
        {
            gate.Break();
            Volatile.Write(ref hole, 1);
        }
    }
}
