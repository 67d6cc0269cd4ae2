using Mcu.Cascade.Failover;

namespace Mcu.Node.Net;

/// <summary>How a <see cref="UdpPort"/> is set up. The kernel may grant smaller buffers (net.core.rmem_max, wmem_max).</summary>
public sealed record UdpPortOptions
{
    /// <summary>For speech: marked EF.</summary>
    public static readonly UdpPortOptions Audio = new() { Dscp = Dscp.Audio, ReceiveBufferBytes = 128 * 1024 };

    /// <summary>For pictures: marked AF41, with room for the burst of a key frame.</summary>
    public static readonly UdpPortOptions Video = new() { Dscp = Dscp.Video };

    /// <summary>The mark on packets that go out.</summary>
    public Dscp Dscp { get; init; }

    /// <summary>SO_RCVBUF in bytes: the most that a flood of this port can keep in memory.</summary>
    public int ReceiveBufferBytes { get; init; } = 512 * 1024;

    /// <summary>SO_SNDBUF in bytes.</summary>
    public int SendBufferBytes { get; init; } = 512 * 1024;

    /// <summary>Whether packets of equal length may be handed to the kernel as one, to be cut there (UDP_SEGMENT), where it can.</summary>
    public bool SegmentationOffload { get; init; } = true;

    /// <summary>Looked at before every send; none: everything may leave, at no cost.</summary>
    public EgressGate? Gate { get; init; }
}
