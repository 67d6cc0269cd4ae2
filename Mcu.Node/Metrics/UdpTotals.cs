using Mcu.Node.Net;

namespace Mcu.Node.Metrics;

/// <summary>The counters of ports in sum.</summary>
internal readonly record struct UdpTotals(
    long Received, long ReceivedBytes, long Sent, long SentBytes, long SendFailed, long ReceiveDropped)
{
    /// <summary>One port's.</summary>
    public static UdpTotals Of(UdpPort port)
    {
        UdpPortCounters c = port.Counters;
        return new(c.Received, c.ReceivedBytes, c.Sent, c.SentBytes, c.Congested + c.Unreachable, c.Truncated + port.ReceiveOverflows);
    }

    public static UdpTotals operator +(UdpTotals a, UdpTotals b) => new(
        a.Received + b.Received,
        a.ReceivedBytes + b.ReceivedBytes,
        a.Sent + b.Sent,
        a.SentBytes + b.SentBytes,
        a.SendFailed + b.SendFailed,
        a.ReceiveDropped + b.ReceiveDropped);
}
