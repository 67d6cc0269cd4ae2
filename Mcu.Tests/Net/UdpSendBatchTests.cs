using System.Net;
using System.Net.Sockets;
using Mcu.Core.Rtp;
using Mcu.Node.Net;
using Mcu.Node.Net.Native;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>Many packets in few system calls, by whatever means the kernel has.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UdpSendBatchTests
{
    private static readonly SocketOption NoChecksum = new(1, 11); // SO_NO_CHECK, with which UDP_SEGMENT fails
    private readonly UdpSendBatch batch = new();

    [TestCase(true)]
    [TestCase(false)]
    public void SendMany_MixedLengths_ArriveWholeAndInOrder(bool segmentation)
    {
        using UdpPort port = Loopback.Bind(new UdpPortOptions { SegmentationOffload = segmentation });
        using Socket peer = Loopback.Peer();
        int[] lengths = [1200, 1200, 1200, 700, 700, 900, 1200, 1, 1200, 2048];
        Fill(Loopback.EndpointOf(peer), lengths);

        Assert.That(port.SendMany(batch), Is.EqualTo(lengths.Length));

        AssertReceived(peer, lengths);
        Assert.That(port.Counters.Sent, Is.EqualTo(lengths.Length));
        Assert.That(port.Counters.SentBytes, Is.EqualTo(lengths.Sum()));
        Assert.That(batch.Count, Is.Zero);
    }

    [Test]
    public void SendMany_SeveralPeers_EachGetsItsOwn()
    {
        using UdpPort port = Loopback.Bind();
        using Socket one = Loopback.Peer();
        using Socket two = Loopback.Peer();
        foreach (Socket peer in new[] { one, one, two, two, one })
        {
            batch.TryAdd([(byte)batch.Count], [7, 7], Loopback.EndpointOf(peer));
        }

        Assert.That(port.SendMany(batch), Is.EqualTo(5));
        Assert.That(new[] { 0, 1, 4 }.Select(_ => Loopback.Receive(one)), Is.EqualTo(new byte[][] { [0, 7, 7], [1, 7, 7], [4, 7, 7] }));
        Assert.That(new[] { 2, 3 }.Select(_ => Loopback.Receive(two)), Is.EqualTo(new byte[][] { [2, 7, 7], [3, 7, 7] }));
    }

    [Test]
    public void SendMany_FullBatchOfLargestPackets_AllArrive()
    {
        using UdpPort port = Loopback.Bind();
        using Socket peer = Loopback.Peer();
        int[] lengths = [.. Enumerable.Repeat(UdpSendBatch.LargestPacket, UdpSendBatch.Capacity)];
        Fill(Loopback.EndpointOf(peer), lengths);

        Assert.That(port.SendMany(batch), Is.EqualTo(UdpSendBatch.Capacity));
        AssertReceived(peer, lengths);
    }

    [Test]
    public void SendMany_KernelRefusesSegments_SendsOneByOneFromThenOn()
    {
        using UdpPort port = Loopback.Bind();
        Assume.That(port.UsesSegmentation, Is.True, "this kernel has no UDP_SEGMENT");
        NoChecksum.TrySet(port.Socket, 1);
        using Socket peer = Loopback.Peer();
        int[] lengths = [500, 500, 500, 20];
        Fill(Loopback.EndpointOf(peer), lengths);

        Assert.That(port.SendMany(batch), Is.EqualTo(4));
        AssertReceived(peer, lengths);
        Assert.That(port.UsesSegmentation, Is.False);
        Assert.That(port.Counters.Unreachable, Is.Zero);
    }

    [Test]
    public void SendMany_NoWayToOnePeer_TheOthersGetTheirs()
    {
        using UdpPort port = Loopback.Bind();
        using Socket peer = Loopback.Peer();
        batch.TryAdd([1], Loopback.EndpointOf(peer));
        batch.TryAdd([2], TransportAddress.From(IPAddress.Parse("192.0.2.1"), 9));
        batch.TryAdd([3], Loopback.EndpointOf(peer));

        Assert.That(port.SendMany(batch), Is.EqualTo(2));
        Assert.That(new[] { Loopback.Receive(peer), Loopback.Receive(peer) }, Is.EqualTo(new byte[][] { [1], [3] }));
        Assert.That(port.Counters.Unreachable, Is.EqualTo(1));
    }

    [Test]
    public void SendMany_ClosedPort_SendsNothingAndEmptiesTheBatch()
    {
        UdpPort port = Loopback.Bind();
        batch.TryAdd([1], port.Local);
        port.Dispose();

        Assert.That(port.SendMany(batch), Is.Zero);
        Assert.That(batch.Count, Is.Zero);
    }

    [Test]
    public void TryAdd_FullOrTooLarge_Fails()
    {
        Assert.That(batch.TryAdd(new byte[UdpSendBatch.LargestPacket + 1], Loopback.Any), Is.False);
        Fill(Loopback.Any, [.. Enumerable.Repeat(1, UdpSendBatch.Capacity)]);

        Assert.That(batch.IsFull, Is.True);
        Assert.That(batch.TryAdd([1], Loopback.Any), Is.False);
    }

    [Test]
    public void Commit_WrittenInPlace_IsSent()
    {
        using UdpPort port = Loopback.Bind();
        using Socket peer = Loopback.Peer();
        "abc"u8.CopyTo(batch.Reserve());
        batch.Commit(3, Loopback.EndpointOf(peer));

        Assert.That(port.SendMany(batch), Is.EqualTo(1));
        Assert.That(Loopback.Receive(peer), Is.EqualTo("abc"u8.ToArray()));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void SendMany_Warm_AllocatesNothing(bool segmentation)
    {
        using UdpPort port = Loopback.Bind(new UdpPortOptions { SegmentationOffload = segmentation });
        using Socket peer = Loopback.Peer();
        TransportAddress to = Loopback.EndpointOf(peer);
        byte[] packet = new byte[200];

        Assert.That(Allocations.Of(() => SendThree(port, packet, to)), Is.Zero);
    }

    private static void AssertReceived(Socket peer, int[] lengths)
    {
        for (int i = 0; i < lengths.Length; i++)
        {
            byte[] packet = Loopback.Receive(peer);
            Assert.That(packet, Has.Length.EqualTo(lengths[i]));
            Assert.That(packet, Is.All.EqualTo((byte)i));
        }
    }

    private void SendThree(UdpPort port, byte[] packet, TransportAddress to)
    {
        batch.TryAdd(packet, to);
        batch.TryAdd(packet, to);
        batch.TryAdd(packet.AsSpan(0, 10), to);
        Race.Require(port.SendMany(batch) == 3, "all three go out");
    }

    private void Fill(TransportAddress to, int[] lengths)
    {
        foreach (int length in lengths)
        {
            byte[] packet = new byte[length];
            Array.Fill(packet, (byte)batch.Count);
            Assert.That(batch.TryAdd(packet, to), Is.True);
        }
    }
}
