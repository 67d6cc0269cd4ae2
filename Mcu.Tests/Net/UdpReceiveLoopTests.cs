using System.Net.Sockets;
using Mcu.Core.Buffers;
using Mcu.Node.Net;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>One thread receives for all ports, and none of them can take it from the others.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UdpReceiveLoopTests
{
    private readonly RecordingObserver observer = new();
    private readonly PacketPool pool = new(256);
    private readonly Socket peer = Loopback.Peer();

    [TearDown]
    public void CloseSockets() => peer.Dispose();

    [Test]
    public void OnDatagram_PacketSent_HasItsBytesSenderAndTime()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port);
        Send(port, [1, 2, 3]);
        Eventually.That(() => handler.Received == 1, "the datagram");

        Assert.That(handler.LastPacket, Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(handler.LastSender, Is.EqualTo(Loopback.EndpointOf(peer)));
        Assert.That(handler.LastAt, Is.EqualTo(handler.LastNow));
        Assert.That(port.Counters.Received, Is.EqualTo(1));
        Assert.That(port.Counters.ReceivedBytes, Is.EqualTo(3));
    }

    [Test]
    public void OnDatagram_HandlerTakesBuffers_TheyAreItsUntilReturned()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port, new ReceivingHandler { Keeps = true });
        SendNumbered(port, 100);
        Eventually.That(() => handler.Received == 100, "all datagrams");

        Assert.That(handler.Kept.Select(packet => (int)packet.Span[0]), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(handler.Kept.Distinct().Count(), Is.EqualTo(100));
    }

    [Test]
    public void Dispose_Loop_GivesAllItsBuffersBack()
    {
        UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port);
        SendNumbered(port, 10);
        Eventually.That(() => handler.Received == 10, "all datagrams");
        loop.Dispose();

        Assert.That(pool.Rented, Is.Zero);
        Assert.That(port.IsClosed, Is.True);
        Assert.That(handler.Removed, Is.True);
    }

    [Test]
    public void OnDatagram_PoolExhausted_ReceivesAgainWhenBuffersComeBack()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port, new ReceivingHandler { Keeps = true });
        for (int i = 0; i < 300; i++)
        {
            Send(port, [9]);
        }

        Eventually.That(() => loop.PoolExhausted > 0, "an empty pool");
        Assert.That(handler.Received, Is.EqualTo(pool.Capacity));
        while (handler.Kept.TryDequeue(out PacketBuffer? packet))
        {
            packet.Return();
        }

        Eventually.That(() => handler.Received == 300, "the rest");
    }

    [Test]
    public void OnDatagram_LongerThanABuffer_IsDroppedAndCounted()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port);
        Send(port, new byte[PacketBuffer.Capacity + 1]);
        Send(port, new byte[PacketBuffer.Capacity]);
        Eventually.That(() => handler.Received == 1, "the one that fits");

        Assert.That(handler.LastPacket, Has.Length.EqualTo(PacketBuffer.Capacity));
        Assert.That(port.Counters.Truncated, Is.EqualTo(1));
    }

    [Test]
    public void OnDatagram_AnotherPortFlooded_TheQuietOneLosesNothing()
    {
        using var loop = new UdpReceiveLoop(new UdpReceiveOptions { PacketsPerInterval = 8 }, pool, observer);
        ReceivingHandler flooded = Add(loop, out UdpPort floodedPort);
        ReceivingHandler quiet = Add(loop, out UdpPort quietPort);
        loop.Start();
        using var flood = new Flood(floodedPort.Local);
        Eventually.That(() => floodedPort.ReceiveOverflows > 1000 && floodedPort.Counters.Deferred > 10, "more than the port's share");

        for (int i = 1; i <= 50; i++)
        {
            Send(quietPort, [(byte)i]);
            int sent = i;
            Eventually.That(() => quiet.Received == sent, "the quiet port's datagram");
        }

        Assert.That(quietPort.ReceiveOverflows, Is.Zero);
        Assert.That(flooded.Received, Is.LessThanOrEqualTo(8 * loop.Loop.Statistics.Ticks + 8));
    }

    [Test]
    public void OnDatagram_HandlerThrows_IsReportedAndOtherPortsGoOn()
    {
        using UdpReceiveLoop loop = Start();
        Add(loop, out UdpPort faulty, new ReceivingHandler { Throws = true });
        ReceivingHandler sound = Add(loop, out UdpPort port);
        for (int i = 1; i <= 20; i++)
        {
            Send(faulty, [0]);
            Send(port, [0]);
        }

        Eventually.That(() => sound.Received == 20, "the sound port's datagrams");
        Eventually.That(() => faulty.Counters.HandlerFaults > 0, "the fault");
        Assert.That(observer.Faults.First().Loop, Is.EqualTo("udp-receive"));
        Assert.That(loop.Loop.Statistics.Faults, Is.Zero);
    }

    [Test]
    public void OnTick_NoTraffic_ComesAboutEachTenMilliseconds()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out _);
        Eventually.That(() => handler.Ticks >= 5, "ticks");

        Assert.That(handler.ShortestTick, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(8)));
    }

    [Test]
    public void TryRemove_Port_ClosesItAfterTheLastCall()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port);
        loop.TryRemove(port);
        Eventually.That(() => handler.Removed, "the removal");

        Assert.That(port.IsClosed, Is.True);
        Eventually.That(() => loop.Ports == 0, "no port left");
        Assert.That(handler.CallsAfterRemoval, Is.Zero);
    }

    [Test]
    public void TryAdd_MorePortsThanAllowed_ClosesThoseBeyond()
    {
        using var loop = new UdpReceiveLoop(new UdpReceiveOptions { MaxPorts = 1 }, pool, observer);
        ReceivingHandler first = Add(loop, out UdpPort firstPort);
        ReceivingHandler second = Add(loop, out UdpPort secondPort);
        loop.Start();
        Eventually.That(() => second.Removed, "the refusal");

        Assert.That(secondPort.IsClosed, Is.True);
        Assert.That(first.Removed || firstPort.IsClosed, Is.False);
    }

    [Test]
    public void TryAdd_TooManyCommandsWait_FailsAndLeavesThePort()
    {
        using var loop = new UdpReceiveLoop(new UdpReceiveOptions { CommandCapacity = 2 }, pool, observer);
        Add(loop, out _);
        Add(loop, out _);
        using UdpPort port = Loopback.Bind();

        Assert.That(loop.TryAdd(port, new ReceivingHandler()), Is.False);
        Assert.That(port.IsClosed, Is.False);
    }

    [Test]
    public void OnDatagram_Warm_TheLoopAllocatesNothing()
    {
        using UdpReceiveLoop loop = Start();
        ReceivingHandler handler = Add(loop, out UdpPort port, new ReceivingHandler { MeasuresOnly = true });
        for (int round = 1; round <= 40; round++)
        {
            SendNumbered(port, 25);
            int expected = 25 * round;
            Eventually.That(() => handler.Received == expected, "the round's datagrams");
        }

        Assert.That(handler.AllocatedSinceWarm(warm: 500), Is.Zero);
    }

    private UdpReceiveLoop Start()
    {
        var loop = new UdpReceiveLoop(new UdpReceiveOptions(), pool, observer);
        loop.Start();
        return loop;
    }

    private static ReceivingHandler Add(UdpReceiveLoop loop, out UdpPort port, ReceivingHandler? handler = null)
    {
        handler ??= new ReceivingHandler();
        port = Loopback.Bind();
        Assert.That(loop.TryAdd(port, handler), Is.True);
        return handler;
    }

    private void Send(UdpPort port, byte[] packet) => peer.SendTo(packet, port.Local.ToEndPoint());

    private void SendNumbered(UdpPort port, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Send(port, [(byte)i]);
        }
    }
}
