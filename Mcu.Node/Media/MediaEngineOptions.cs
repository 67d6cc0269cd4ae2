using System.Net;
using Mcu.Cascade.Failover;
using Mcu.Node.Net;

namespace Mcu.Node.Media;

/// <summary>How the media engine runs.</summary>
/// <param name="Address">The local address of media sockets (<c>media.address</c>).</param>
/// <param name="Ports">The ports to use (<c>media.ports</c>).</param>
public sealed record MediaEngineOptions(IPAddress Address, PortRange Ports)
{
    /// <summary>Packets in memory at once: each is 2 KB.</summary>
    public int MaxPackets { get; init; } = 65536;

    /// <summary>Compressed pictures in memory at once.</summary>
    public int MaxAccessUnits { get; init; } = 32768;

    /// <summary>Decode threads.</summary>
    public int DecodeWorkers { get; init; } = Environment.ProcessorCount;

    /// <summary>In front of every send of rooms' and links' media; none: a node without a standby.</summary>
    public EgressGate? Gate { get; init; }
}
