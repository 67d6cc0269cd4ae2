using System.Net;
using Mcu.Core.Time;

namespace Mcu.Node.Net.Sip;

/// <summary>What all connections of a <see cref="SipTcpTransport"/> share.</summary>
/// <param name="Options">Bounds and deadlines.</param>
/// <param name="Handler">Is told what happens.</param>
/// <param name="Time">The clock.</param>
/// <param name="Source">Where our own connections come from: peers, and their firewalls, know the node by the address that it listens on.</param>
internal sealed record SipStreamContext(SipTcpOptions Options, ISipTransportHandler Handler, TimeProvider Time, IPAddress Source)
{
    private readonly long start = Time.GetTimestamp();

    /// <summary>The time since the transport was made, on the provider's monotonic clock.</summary>
    public Instant Now => new(Time.GetElapsedTime(start).Ticks * 100);
}
