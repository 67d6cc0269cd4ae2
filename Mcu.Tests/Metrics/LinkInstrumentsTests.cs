using System.Diagnostics.Metrics;
using Mcu.Node.Metrics;
using Mcu.V1;

namespace Mcu.Tests.Metrics;

/// <summary>What a collector reads of links.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LinkInstrumentsTests : IDisposable
{
    private readonly Meter meter = new("test");
    private readonly List<LinkInfo> links = [];

    public LinkInstrumentsTests() => _ = new LinkInstruments(meter, () => links);

    public void Dispose() => meter.Dispose();

    [Test]
    public void Collect_ALinkThatIsUp_IsShownInBaseUnits()
    {
        links.Add(new LinkInfo
        {
            Node = "khanh-son", State = LinkState.Up, Transport = LinkTransport.Udp, RttMs = 20, LossPercent = 2.5, InKbps = 800, OutKbps = 1200, AgeMs = 30,
        });

        Dictionary<string, double> seen = Collected.From(meter);

        const string Of = " peer=khanh-son role=child";
        Assert.That(seen["mcu.link.rtt" + Of], Is.EqualTo(0.02));
        Assert.That(seen["mcu.link.loss.ratio" + Of], Is.EqualTo(0.025));
        Assert.That(seen["mcu.link.heard.age" + Of], Is.EqualTo(0.03));
        Assert.That(seen["mcu.link.bits_per_second" + Of + " direction=in"], Is.EqualTo(800_000));
        Assert.That(seen["mcu.link.bits_per_second" + Of + " direction=out"], Is.EqualTo(1_200_000));
        Assert.That(seen["mcu.link.state" + Of + " state=up"], Is.EqualTo(1));
        Assert.That(seen.Where(one => one.Key.StartsWith("mcu.link.state", StringComparison.Ordinal)).Sum(one => one.Value), Is.EqualTo(1));
        Assert.That(seen["mcu.link.transport" + Of + " transport=udp"], Is.EqualTo(1));
        Assert.That(seen["mcu.link.transport" + Of + " transport=tunnel"], Is.Zero);
    }

    [Test]
    public void Collect_ALinkThatIsDown_HasAStateAndNothingMeasured()
    {
        links.Add(new LinkInfo { Node = "khanh-hoa", Up = true, State = LinkState.Down, RttMs = -1 });

        Dictionary<string, double> seen = Collected.From(meter);

        Assert.That(seen["mcu.link.state peer=khanh-hoa role=parent state=down"], Is.EqualTo(1));
        Assert.That(seen["mcu.link.state peer=khanh-hoa role=parent state=up"], Is.Zero);
        Assert.That(seen.Keys, Has.None.StartsWith("mcu.link.rtt").And.None.StartsWith("mcu.link.bits_per_second"));
    }

    [Test]
    public void Collect_RoundTripNotYetKnown_IsNotShown()
    {
        links.Add(new LinkInfo { Node = "khanh-son", State = LinkState.Up, RttMs = -1 });
        Assert.That(Collected.From(meter).Keys, Has.None.StartsWith("mcu.link.rtt"));
    }
}
