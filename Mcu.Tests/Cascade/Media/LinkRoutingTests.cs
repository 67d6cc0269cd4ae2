using System.Net;
using Mcu.Cascade.Media;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Net;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LinkRoutingTests : IDisposable
{
    private readonly UdpPort port = Loopback.Bind();
    private readonly List<MediaOffer> offers = [];
    private readonly LinkOpeners openers = new();
    private readonly LinkPath path;
    private readonly LinkProber prober;
    private readonly LinkRouting routing;
    private double now = 1000;

    public LinkRoutingTests()
    {
        var random = new SeededRandom(4);
        path = new LinkPath(port, new DirectTunnel(), LinkKey.Create(1, random));
        prober = new LinkProber(path);
        var options = new LinkMediaOptions([IPAddress.Loopback]) { KeyLife = TimeSpan.FromMinutes(1) };
        routing = new LinkRouting(path, prober, openers, options, random, envelope => offers.Add(envelope.MediaOffer));
        routing.Offer(Instant.FromMilliseconds(now));
        routing.OnOffer(PeerMedia.Write(LinkKey.Create(1, random), [IPAddress.Loopback], 9)); // nobody listens to discard
    }

    public void Dispose()
    {
        openers.Dispose();
        prober.Dispose();
        port.Dispose();
    }

    [Test]
    public void OnHeartbeat_ThreeProbesOfTheNewestKeyArrived_UsesUdpUnderThatKey()
    {
        Confirm(generation: 1, times: 3);
        Assert.That(path.Route.Transport, Is.EqualTo(LinkTransport.Udp));
        Assert.That((path.Route.Key, path.Route.Target.Port), Is.EqualTo((path.NewestKey, 9)));
    }

    [Test]
    public void OnHeartbeat_ProbesStopped_FallsBackUnderANewKey()
    {
        Confirm(generation: 1, times: 3);
        Silence(beats: 5);
        Assert.That(path.Route, Is.EqualTo(LinkRoute.Tunnel));
        Assert.That(offers.Select(offer => offer.Generation), Is.EqualTo(new[] { 1UL, 2UL }));
        Confirm(generation: 1, times: 5);
        Assert.That(path.Route, Is.EqualTo(LinkRoute.Tunnel), "the old key met sequence numbers that ran on without it");
        Confirm(generation: 2, times: 1);
        Assert.That(path.Route.Key, Is.EqualTo(path.NewestKey));
    }

    [Test]
    public void Renew_WhileUdpIsUsed_ChangesOverWhenTheOtherSideHasTheKey()
    {
        Confirm(generation: 1, times: 3);
        LinkKey first = path.NewestKey;
        routing.Renew(Instant.FromMilliseconds(now));
        Confirm(generation: 1, times: 2);
        Assert.That(path.Route.Key, Is.EqualTo(first));
        Confirm(generation: 2, times: 1);
        Assert.That((path.Route.Transport, path.Route.Key), Is.EqualTo((LinkTransport.Udp, path.NewestKey)));
        Assert.That(path.NewestKey.Key, Is.Not.EqualTo(first.Key));
    }

    [Test]
    public void OnHeartbeat_ProbesThatWereNeverSent_CountNothing()
    {
        for (int i = 0; i < 5; i++)
        {
            Beat(ProbeNumbers.Of(1000 + (ulong)i, 0), generation: 1);
            Beat(ProbeNumbers.Of(1, 0), generation: 7);
        }

        Assert.That(path.Route, Is.EqualTo(LinkRoute.Tunnel));
    }

    [Test]
    public void OnHeartbeat_OtherSideHasNoTunnel_UsesUdpAtOnceAndStays()
    {
        var random = new SeededRandom(5);
        var options = new LinkMediaOptions([IPAddress.Loopback]) { HasTunnel = false };
        var without = new LinkRouting(path, prober, openers, options, random, _ => { });
        without.OnOffer(PeerMedia.Write(LinkKey.Create(2, random), [IPAddress.Loopback], 9));
        for (int i = 0; i < 20; i++)
        {
            without.OnHeartbeat(new Heartbeat(), Instant.FromMilliseconds(now += 100));
            Assert.That((path.Route.Transport, path.Route.Target.Port, path.Route.Key), Is.EqualTo((LinkTransport.Udp, 9, path.NewestKey)));
        }

        without.Renew(Instant.FromMilliseconds(now));
        without.OnHeartbeat(new Heartbeat(), Instant.FromMilliseconds(now += 100));
        Assert.That(path.Route.Key, Is.EqualTo(path.NewestKey), "it was told of the key before");
    }

    [Test]
    public void Tick_TheKeyIsOld_OffersAnother()
    {
        routing.Tick(Instant.FromMilliseconds(now + 59_000));
        Assert.That(offers, Has.Count.EqualTo(1));
        routing.Tick(Instant.FromMilliseconds(now + 60_000));
        Assert.That(offers.Select(offer => offer.Generation), Is.EqualTo(new[] { 1UL, 2UL }));
    }

    [Test]
    public void OnOffer_NotNewerOrNonsense_IsPassedOver()
    {
        routing.OnOffer(PeerMedia.Write(LinkKey.Create(1, new SeededRandom(5)), [], 9));
        routing.OnOffer(new MediaOffer());
        Assert.That(routing.BadOffers, Is.EqualTo(2));
    }

    private void Confirm(ulong generation, int times)
    {
        for (int i = 0; i < times; i++)
        {
            now += 100;
            prober.OnTick(Instant.FromMilliseconds(now));
            Beat(ProbeNumbers.Of(prober.Round, 0), generation);
        }
    }

    private void Silence(int beats)
    {
        ulong last = ProbeNumbers.Of(prober.Round, 0);
        for (int i = 0; i < beats; i++)
        {
            now += 100;
            prober.OnTick(Instant.FromMilliseconds(now));
            Beat(last, generation: 1);
        }
    }

    private void Beat(ulong probe, ulong generation) =>
        routing.OnHeartbeat(new Heartbeat { Probe = probe, ProbeGeneration = generation }, Instant.FromMilliseconds(now));
}
