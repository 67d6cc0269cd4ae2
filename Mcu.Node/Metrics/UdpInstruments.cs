using System.Diagnostics.Metrics;
using Mcu.Node.Net;

namespace Mcu.Node.Metrics;

/// <summary>
/// Shows the node's datagrams in sum over all ports, those included that are closed by now. Ports come and go with
/// calls, so none has a time series of its own.
/// </summary>
public sealed class UdpInstruments
{
    private readonly Lock gate = new();
    private readonly HashSet<UdpPort> open = [];
    private UdpTotals closed;

    /// <summary>Makes the instruments on a meter.</summary>
    public UdpInstruments(Meter meter)
    {
        Counter(meter, "mcu.udp.received", "{packet}", "Datagrams received.", static t => t.Received);
        Counter(meter, "mcu.udp.received.bytes", "By", "Payload received.", static t => t.ReceivedBytes);
        Counter(meter, "mcu.udp.sent", "{packet}", "Datagrams sent.", static t => t.Sent);
        Counter(meter, "mcu.udp.sent.bytes", "By", "Payload sent.", static t => t.SentBytes);
        Counter(meter, "mcu.udp.send.failed", "{packet}", "Datagrams that the kernel did not take.", static t => t.SendFailed);
        Counter(meter, "mcu.udp.receive.dropped", "{packet}", "Datagrams too long, or beyond a port's buffer.", static t => t.ReceiveDropped);
        meter.CreateObservableGauge("mcu.udp.ports", CountOpen, "{port}", "Open ports.");
    }

    /// <summary>Counts a port in.</summary>
    public void Add(UdpPort port)
    {
        lock (gate)
        {
            open.Add(port);
        }
    }

    /// <summary>Keeps what a port has counted; after it was closed.</summary>
    public void Remove(UdpPort port)
    {
        lock (gate)
        {
            if (open.Remove(port))
            {
                closed += UdpTotals.Of(port);
            }
        }
    }

    private int CountOpen()
    {
        lock (gate)
        {
            return open.Count;
        }
    }

    private void Counter(Meter meter, string name, string unit, string description, Func<UdpTotals, long> read) =>
        meter.CreateObservableCounter(name, () => read(Sum()), unit, description);

    private UdpTotals Sum()
    {
        lock (gate)
        {
            UdpTotals sum = closed;
            foreach (UdpPort port in open)
            {
                sum += UdpTotals.Of(port);
            }

            return sum;
        }
    }
}
