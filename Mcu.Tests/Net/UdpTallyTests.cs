using System.Net.Sockets;
using Mcu.Node.Net;

namespace Mcu.Tests.Net;

/// <summary>Datagrams of ports that come and go.</summary>
public sealed class UdpTallyTests
{
    [Test]
    public void Sum_PortClosed_ItsCountsStay()
    {
        var tally = new UdpTally();
        using Socket peer = Loopback.Peer();
        UdpPort gone = SendOne(tally, peer);
        gone.Dispose();
        tally.Remove(gone);
        tally.Remove(gone);
        using UdpPort open = SendOne(tally, peer);

        UdpTotals sum = tally.Sum();

        Assert.That((sum.Ports, sum.Sent, sum.SentBytes), Is.EqualTo((1, 2L, 6L)));
    }

    private static UdpPort SendOne(UdpTally tally, Socket peer)
    {
        UdpPort port = Loopback.Bind();
        tally.Add(port);
        port.TrySend([1, 2, 3], Loopback.EndpointOf(peer));
        return port;
    }
}
