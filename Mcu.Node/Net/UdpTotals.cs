namespace Mcu.Node.Net;

/// <summary>The counters of ports in sum.</summary>
/// <param name="Ports">Ports that are open.</param>
/// <param name="Received">Datagrams received.</param>
/// <param name="ReceivedBytes">Their payload.</param>
/// <param name="Sent">Datagrams sent.</param>
/// <param name="SentBytes">Their payload.</param>
/// <param name="SendFailed">Datagrams that the kernel did not take.</param>
/// <param name="ReceiveDropped">Datagrams too long, or beyond a port's buffer.</param>
public readonly record struct UdpTotals(
    int Ports, long Received, long ReceivedBytes, long Sent, long SentBytes, long SendFailed, long ReceiveDropped)
{
    /// <summary>One port's.</summary>
    public static UdpTotals Of(UdpPort port)
    {
        UdpPortCounters c = port.Counters;
        return new(1, c.Received, c.ReceivedBytes, c.Sent, c.SentBytes, c.Congested + c.Unreachable, c.Truncated + port.ReceiveOverflows);
    }

    /// <summary>Two in sum.</summary>
    public static UdpTotals operator +(UdpTotals a, UdpTotals b) => new(
        a.Ports + b.Ports,
        a.Received + b.Received,
        a.ReceivedBytes + b.ReceivedBytes,
        a.Sent + b.Sent,
        a.SentBytes + b.SentBytes,
        a.SendFailed + b.SendFailed,
        a.ReceiveDropped + b.ReceiveDropped);
}
