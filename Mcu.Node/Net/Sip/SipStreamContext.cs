using Mcu.Core.Time;

namespace Mcu.Node.Net.Sip;

/// <summary>What all connections of a <see cref="SipTcpTransport"/> share.</summary>
internal sealed record SipStreamContext(SipTcpOptions Options, ISipTransportHandler Handler, TimeProvider Time)
{
    private readonly long start = Time.GetTimestamp();

    /// <summary>The time since the transport was made, on the provider's monotonic clock.</summary>
    public Instant Now => new(Time.GetElapsedTime(start).Ticks * 100);
}
