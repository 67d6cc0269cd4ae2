using Mcu.Cascade.Media;
using Mcu.Node.Net;

namespace Mcu.Node.Cascade.Media;

/// <summary>What all senders of a link share: the socket, the tunnel and the route. The control loop changes the route, any loop reads it.</summary>
/// <param name="port">The link's socket.</param>
/// <param name="tunnel">The way beside it.</param>
/// <param name="key">The first key of this side.</param>
internal sealed class LinkPath(UdpPort port, ILinkTunnel tunnel, LinkKey key)
{
    private LinkRoute route = LinkRoute.Tunnel;
    private LinkKey newestKey = key;
    private long roundTripTicks;
    private long tunneledBytes;

    /// <summary>The socket.</summary>
    public UdpPort Port => port;

    /// <summary>The way beside it.</summary>
    public ILinkTunnel Tunnel => tunnel;

    /// <summary>How media go out.</summary>
    public LinkRoute Route
    {
        get => Volatile.Read(ref route);
        set => Volatile.Write(ref route, value);
    }

    /// <summary>The key that was offered last; probes find out whether the other side has it.</summary>
    public LinkKey NewestKey
    {
        get => Volatile.Read(ref newestKey);
        set => Volatile.Write(ref newestKey, value);
    }

    /// <summary>Round trip time to the other side; zero before it is known.</summary>
    public TimeSpan RoundTrip
    {
        get => new(Volatile.Read(ref roundTripTicks));
        set => Volatile.Write(ref roundTripTicks, value.Ticks);
    }

    /// <summary>Bytes that went out, by either way.</summary>
    public long SentBytes => port.Counters.SentBytes + Volatile.Read(ref tunneledBytes);

    /// <summary>Counts what the tunnel took.</summary>
    public void CountTunneled(int bytes) => Interlocked.Add(ref tunneledBytes, bytes);
}
