using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Mcu.Node.Loops;
using Mcu.Node.Metrics;
using Mcu.Node.Net;
using Mcu.Tests.Net;

namespace Mcu.Tests.Metrics;

/// <summary>What a collector reads.</summary>
public sealed class InstrumentsTests
{
    [Test]
    public void LoopInstruments_Collected_ShowEachLoopByName()
    {
        using var meter = new Meter("test");
        var instruments = new LoopInstruments(meter);
        var statistics = new LoopStatistics();
        statistics.CountTick(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4));
        statistics.CountMissed(3);
        instruments.Add("audio", statistics);

        Dictionary<string, double> seen = Collect(meter);

        Assert.That(seen["mcu.loop.ticks loop=audio"], Is.EqualTo(1));
        Assert.That(seen["mcu.loop.missed loop=audio"], Is.EqualTo(3));
        Assert.That(seen["mcu.loop.busy loop=audio"], Is.EqualTo(4));
        Assert.That(seen["mcu.loop.lateness loop=audio quantile=0.99"], Is.InRange(1, 1.07));
        instruments.Remove("audio");
        Assert.That(Collect(meter), Is.Empty);
    }

    [Test]
    public void UdpInstruments_PortClosed_ItsCountsStay()
    {
        using var meter = new Meter("test");
        var instruments = new UdpInstruments(meter);
        using Socket peer = Loopback.Peer();
        UdpPort gone = SendOne(instruments, peer);
        gone.Dispose();
        instruments.Remove(gone);
        using UdpPort open = SendOne(instruments, peer);

        Dictionary<string, double> seen = Collect(meter);

        Assert.That(seen["mcu.udp.sent"], Is.EqualTo(2));
        Assert.That(seen["mcu.udp.sent.bytes"], Is.EqualTo(6));
        Assert.That(seen["mcu.udp.ports"], Is.EqualTo(1));
    }

    private static UdpPort SendOne(UdpInstruments instruments, Socket peer)
    {
        UdpPort port = Loopback.Bind();
        instruments.Add(port);
        port.TrySend([1, 2, 3], Loopback.EndpointOf(peer));
        return port;
    }

    private static Dictionary<string, double> Collect(Meter meter)
    {
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == meter)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[Key(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen[Key(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen[Key(instrument, tags)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    private static string Key(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
}
