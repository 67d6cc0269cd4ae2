namespace Mcu.Node.Net;

/// <summary>What went through a <see cref="UdpPort"/> and what did not. Any thread may read.</summary>
public sealed class UdpPortCounters
{
    private long received;
    private long receivedBytes;
    private long truncated;
    private long deferred;
    private long handlerFaults;
    private long sent;
    private long sentBytes;
    private long congested;
    private long unreachable;
    private long fenced;

    /// <summary>Datagrams received.</summary>
    public long Received => Volatile.Read(ref received);

    /// <summary>Bytes of payload received.</summary>
    public long ReceivedBytes => Volatile.Read(ref receivedBytes);

    /// <summary>Datagrams dropped since they were longer than a <see cref="Core.Buffers.PacketBuffer"/>.</summary>
    public long Truncated => Volatile.Read(ref truncated);

    /// <summary>How often the port's budget of a tick ran out with datagrams left: the port is flooded.</summary>
    public long Deferred => Volatile.Read(ref deferred);

    /// <summary>Exceptions that came out of the port's handler.</summary>
    public long HandlerFaults => Volatile.Read(ref handlerFaults);

    /// <summary>Datagrams sent.</summary>
    public long Sent => Volatile.Read(ref sent);

    /// <summary>Bytes of payload sent.</summary>
    public long SentBytes => Volatile.Read(ref sentBytes);

    /// <summary>Datagrams not sent since the kernel's buffers were full.</summary>
    public long Congested => Volatile.Read(ref congested);

    /// <summary>Datagrams not sent since there is no way to the peer, or the network refuses.</summary>
    public long Unreachable => Volatile.Read(ref unreachable);

    /// <summary>Datagrams not sent since the gate was closed: this node is not the active one.</summary>
    public long Fenced => Volatile.Read(ref fenced);

    // Only the receive loop's thread counts these.
    internal void CountReceived(int datagrams, long bytes)
    {
        Volatile.Write(ref received, received + datagrams);
        Volatile.Write(ref receivedBytes, receivedBytes + bytes);
    }

    internal void CountTruncated() => Volatile.Write(ref truncated, truncated + 1);

    internal void CountDeferred() => Volatile.Write(ref deferred, deferred + 1);

    internal void CountHandlerFault() => Volatile.Write(ref handlerFaults, handlerFaults + 1);

    // Several loops may send through one port.
    internal void CountSent(int datagrams, long bytes)
    {
        Interlocked.Add(ref sent, datagrams);
        Interlocked.Add(ref sentBytes, bytes);
    }

    internal void CountCongested(int datagrams) => Interlocked.Add(ref congested, datagrams);

    internal void CountUnreachable(int datagrams) => Interlocked.Add(ref unreachable, datagrams);

    internal void CountFenced(int datagrams) => Interlocked.Add(ref fenced, datagrams);
}
