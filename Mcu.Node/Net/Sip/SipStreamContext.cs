using Mcu.Core.Time;

namespace Mcu.Node.Net.Sip;

/// <summary>What all connections of a <see cref="SipTcpTransport"/> share.</summary>
internal sealed record SipStreamContext(SipTcpOptions Options, ISipTransportHandler Handler, TimeProvider Time)
{
    /// <summary>The present on the provider's monotonic clock.</summary>
    public Instant Now => new(Time.GetElapsedTime(0).Ticks * 100);
}
