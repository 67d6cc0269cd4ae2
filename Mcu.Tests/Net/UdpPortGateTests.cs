using System.Net.Sockets;
using Mcu.Cascade.Failover;
using Mcu.Node.Loops;
using Mcu.Node.Net;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>A node that is not the active one sends no datagram.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UdpPortGateTests : IDisposable
{
    private static readonly byte[] Late = [1];
    private static readonly byte[] Marker = [2];
    private readonly EgressGate gate = new();
    private readonly UdpSendBatch batch = new();
    private readonly UdpPort port;
    private readonly UdpPort open = Loopback.Bind();
    private readonly Socket peer = Loopback.Peer();

    public UdpPortGateTests() => port = Loopback.Bind(new UdpPortOptions { Gate = gate });

    public void Dispose()
    {
        port.Dispose();
        open.Dispose();
        peer.Dispose();
    }

    [Test]
    public void TrySend_GateClosed_NothingLeavesAndItIsCounted()
    {
        Assert.That(port.TrySend(Late, Loopback.EndpointOf(peer)), Is.False);
        AssertNothingLeft(fenced: 1);
    }

    [Test]
    public void SendMany_GateClosed_DropsTheBatchAndCountsEach()
    {
        Fill();
        Assert.That(port.SendMany(batch), Is.Zero);
        Assert.That(batch.Count, Is.Zero, "what was not sent is not kept for later");
        AssertNothingLeft(fenced: UdpSendBatch.Capacity);
    }

    [Test]
    public void TrySend_GateOpen_Leaves()
    {
        gate.OpenUntil(MonotonicClock.Now + TimeSpan.FromMinutes(1));
        Fill();
        Assert.That(port.TrySend(Marker, Loopback.EndpointOf(peer)), Is.True);
        Assert.That(port.SendMany(batch), Is.EqualTo(UdpSendBatch.Capacity));
        Assert.That(Loopback.Receive(peer), Is.EqualTo(Marker));
        Assert.That(port.Counters.Fenced, Is.Zero);
    }

    [Test]
    public void TrySend_NobodyRefreshesTheGate_ClosesByItsDeadlineAlone()
    {
        gate.OpenUntil(MonotonicClock.Now + TimeSpan.FromMilliseconds(200));
        Eventually.That(() => !port.TrySend(Late, Loopback.EndpointOf(peer)), "the gate closes");
        Assert.That(MonotonicClock.Now, Is.GreaterThanOrEqualTo(gate.Deadline));
        Assert.That(port.TrySend(Late, Loopback.EndpointOf(peer)), Is.False);
        Assert.That(port.Counters.Fenced, Is.EqualTo(2));
    }

    [Test]
    public void TrySend_WithAGate_AllocatesNothing()
    {
        gate.OpenUntil(MonotonicClock.Now + TimeSpan.FromMinutes(1));
        Assert.That(Allocations.Of(() => port.TrySend(Late, open.Local)), Is.Zero);
    }

    private void Fill()
    {
        while (!batch.IsFull)
        {
            batch.TryAdd(Late, Loopback.EndpointOf(peer));
        }
    }

    // Datagrams on the loopback device keep their order, so the first to come would be the one that was held back.
    private void AssertNothingLeft(int fenced)
    {
        open.TrySend(Marker, Loopback.EndpointOf(peer));
        Assert.That(Loopback.Receive(peer), Is.EqualTo(Marker));
        Assert.That(peer.Available, Is.Zero);
        Assert.That(port.Counters.Fenced, Is.EqualTo(fenced));
        Assert.That(port.Counters.Sent, Is.Zero);
    }
}
