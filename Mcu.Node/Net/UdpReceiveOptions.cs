namespace Mcu.Node.Net;

/// <summary>How a <see cref="UdpReceiveLoop"/> runs.</summary>
public sealed record UdpReceiveOptions
{
    /// <summary>The time between two looks at the sockets: what arrives in between is taken together.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The time between two calls of <see cref="IUdpHandler.OnTick"/>.</summary>
    public TimeSpan HandlerTick { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The most datagrams taken from one port in one interval; the rest waits in that port's own buffer, and is dropped
    /// there when it is full.
    /// </summary>
    public int PacketsPerInterval { get; init; } = 64;

    /// <summary>The most ports at a time.</summary>
    public int MaxPorts { get; init; } = 4096;

    /// <summary>How many additions and removals may wait.</summary>
    public int CommandCapacity { get; init; } = 4096;
}
