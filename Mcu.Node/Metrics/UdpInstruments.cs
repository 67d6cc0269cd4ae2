using System.Diagnostics.Metrics;
using Mcu.Node.Net;

namespace Mcu.Node.Metrics;

/// <summary>Shows the datagrams of media, of rooms and of links in sum.</summary>
internal static class UdpInstruments
{
    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">Where they belong.</param>
    /// <param name="sum">The sum over all ports.</param>
    public static void Add(Meter meter, Func<UdpTotals> sum)
    {
        Counter("mcu.udp.received", "{packet}", "Datagrams of media received.", static t => t.Received);
        Counter("mcu.udp.received.bytes", "By", "Payload of media received.", static t => t.ReceivedBytes);
        Counter("mcu.udp.sent", "{packet}", "Datagrams of media sent.", static t => t.Sent);
        Counter("mcu.udp.sent.bytes", "By", "Payload of media sent.", static t => t.SentBytes);
        Counter("mcu.udp.send.failed", "{packet}", "Datagrams of media that the kernel did not take.", static t => t.SendFailed);
        Counter("mcu.udp.receive.dropped", "{packet}", "Datagrams of media that were too long, or beyond a port's buffer.", static t => t.ReceiveDropped);
        meter.CreateObservableGauge("mcu.udp.ports", () => sum().Ports, "{port}", "Open ports of media.");

        void Counter(string name, string unit, string description, Func<UdpTotals, long> read) =>
            meter.CreateObservableCounter(name, () => read(sum()), unit, description);
    }
}
