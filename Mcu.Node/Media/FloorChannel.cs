using Mcu.Core.Buffers;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>
/// The socket of one call's floor control. Datagrams come on the receive loop's thread, few and bounded, and are handed on as copies;
/// the control loop sends and closes.
/// </summary>
public sealed class FloorChannel : IClosableMedia, IUdpHandler
{
    private readonly FloodGuard guard = new(packetsPerSecond: 50, bitsPerSecond: 200_000);
    private readonly Action<byte[], TransportAddress> onDatagram;
    private bool ends;
    private volatile bool isRemoved;

    /// <summary>Takes sockets that no loop has yet; the second is not needed.</summary>
    /// <param name="ports">The sockets.</param>
    /// <param name="onDatagram">Takes a datagram and where it came from, on the receive loop's thread.</param>
    public FloorChannel(MediaPortPair ports, Action<byte[], TransportAddress> onDatagram)
    {
        Ports = ports;
        this.onDatagram = onDatagram;
        ports.Rtcp.Dispose();
    }

    /// <summary>The sockets.</summary>
    public MediaPortPair Ports { get; }

    /// <inheritdoc/>
    public bool IsQuiet => isRemoved;

    /// <summary>Sends a datagram.</summary>
    public void Send(ReadOnlySpan<byte> datagram, in TransportAddress to) => Ports.Rtp.TrySend(datagram, to);

    /// <summary>Hands the socket to the receive loop. One that it does not take is closed.</summary>
    public void Start(UdpReceiveLoop loop)
    {
        if (!loop.TryAdd(Ports.Rtp, this))
        {
            Ports.Rtp.Dispose();
            isRemoved = true;
        }
    }

    /// <inheritdoc/>
    public void Stop(MediaResources resources) => ends = ends || isRemoved || resources.Receive.TryRemove(Ports.Rtp);

    /// <inheritdoc/>
    public bool IsUsedBy(ConferenceMedia conference) => false;

    /// <inheritdoc/>
    public void Free(MediaResources resources, Instant now) => resources.Ports.Release(Ports, now);

    /// <inheritdoc/>
    public bool OnDatagram(PacketBuffer packet, in TransportAddress from, Instant now)
    {
        if (guard.Admits(packet.Length, now))
        {
            onDatagram(packet.Span.ToArray(), from);
        }

        return false;
    }

    /// <inheritdoc/>
    public void OnTick(Instant now)
    {
    }

    /// <inheritdoc/>
    public void OnRemoved() => isRemoved = true;
}
