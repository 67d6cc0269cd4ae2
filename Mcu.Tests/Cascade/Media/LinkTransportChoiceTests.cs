using Mcu.Cascade.Media;
using Mcu.Core.Time;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LinkTransportChoiceTests
{
    private readonly LinkTransportChoice choice = new();
    private double now = 1000;

    [Test]
    public void Transport_AtFirst_IsTheTunnel() => Assert.That(choice.Transport, Is.EqualTo(LinkTransport.Tunnel));

    [Test]
    public void OnHeartbeat_ThreeProbesArrived_UsesUdp()
    {
        Assert.That(Beat(arrived: true), Is.False);
        Assert.That(Beat(arrived: true), Is.False);
        Assert.That(Beat(arrived: true), Is.True);
        Assert.That(choice.Transport, Is.EqualTo(LinkTransport.Udp));
    }

    [Test]
    public void OnHeartbeat_NoProbeFor400Ms_LeavesUdpAndReturnsAfterThreeMore()
    {
        UseUdp();
        Assert.That(Enumerable.Range(0, 3).Any(_ => Beat(arrived: false)), Is.False, "300 ms may pass");
        Assert.That(Beat(arrived: false), Is.True);
        Assert.That(choice.Transport, Is.EqualTo(LinkTransport.Tunnel));
        Assert.That(Beat(arrived: true) || Beat(arrived: true), Is.False);
        Assert.That(Beat(arrived: true), Is.True);
        Assert.That(choice.Transport, Is.EqualTo(LinkTransport.Udp));
    }

    [Test]
    public void OnHeartbeat_SingleProbesLost_KeepsUdp()
    {
        UseUdp();
        bool[] pattern = [true, false, false, true, false, true, false, false, false, true];
        Assert.That(pattern.Any(Beat), Is.False);
        Assert.That(choice.Transport, Is.EqualTo(LinkTransport.Udp));
    }

    [Test]
    public void OnHeartbeat_TheLinkItselfStoodStill_KeepsUdp()
    {
        UseUdp();
        now += 2000;
        Assert.That(Beat(arrived: false), Is.False, "the tunnel stood still as well");
        Assert.That(Beat(arrived: true), Is.False);
        Assert.That(choice.Transport, Is.EqualTo(LinkTransport.Udp));
    }

    [Test]
    public void OnHeartbeat_ProbesWithLongPausesBetween_StaysInTheTunnel()
    {
        bool[] pattern = [true, true, false, false, false, false, true, true, false, false, false, false];
        Assert.That(pattern.Concat(pattern).Any(Beat), Is.False);
    }

    private void UseUdp()
    {
        for (int i = 0; i < LinkTransportChoice.ProbesNeeded; i++)
        {
            Beat(arrived: true);
        }
    }

    private bool Beat(bool arrived)
    {
        now += 100;
        return choice.OnHeartbeat(arrived, Instant.FromMilliseconds(now));
    }
}
