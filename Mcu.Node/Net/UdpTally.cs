namespace Mcu.Node.Net;

/// <summary>
/// The datagrams of all ports in sum, those included that are closed by now: ports come and go with calls, so none has a time
/// series of its own. Any thread; sockets and their loops know nothing of it.
/// </summary>
public sealed class UdpTally
{
    private readonly Lock gate = new();
    private readonly HashSet<UdpPort> open = [];
    private UdpTotals closed;

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
                closed += UdpTotals.Of(port) with { Ports = 0 };
            }
        }
    }

    /// <summary>Adds up. A system call for each open port, outside of the lock: for metrics.</summary>
    public UdpTotals Sum()
    {
        UdpPort[] ports;
        UdpTotals sum;
        lock (gate)
        {
            (ports, sum) = ([.. open], closed);
        }

        return ports.Aggregate(sum, static (total, port) => total + UdpTotals.Of(port));
    }
}
