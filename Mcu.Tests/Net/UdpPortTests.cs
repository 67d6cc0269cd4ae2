using System.Net;
using System.Net.Sockets;
using Mcu.Core.Rtp;
using Mcu.Node.Net;
using Mcu.Node.Net.Native;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net;

/// <summary>One bound socket; what the network does to it is counted.</summary>
public sealed class UdpPortTests
{
    private static readonly byte[] Packet = [1, 2, 3, 4];

    [Test]
    public void TryBind_PortInUse_SaysSo()
    {
        using UdpPort port = Loopback.Bind();

        Assert.That(UdpPort.TryBind(port.Local, new UdpPortOptions(), out BindFailure failure), Is.Null);
        Assert.That(failure, Is.EqualTo(BindFailure.AddressInUse));
    }

    [Test]
    public void TryBind_AddressOfAnotherMachine_SaysSo()
    {
        TransportAddress foreign = TransportAddress.From(IPAddress.Parse("192.0.2.1"), 0);

        Assert.That(UdpPort.TryBind(foreign, new UdpPortOptions(), out BindFailure failure), Is.Null);
        Assert.That(failure, Is.EqualTo(BindFailure.AddressNotAvailable));
    }

    [Test]
    public void TryBind_AudioAndVideo_MarkTheirPackets()
    {
        using UdpPort audio = Loopback.Bind(UdpPortOptions.Audio);
        using UdpPort video = Loopback.Bind(UdpPortOptions.Video);

        Assert.That(SocketOption.TypeOfService.Get(audio.Socket), Is.EqualTo(46 << 2));
        Assert.That(SocketOption.TypeOfService.Get(video.Socket), Is.EqualTo(34 << 2));
    }

    [Test]
    public void TrySend_ToAPeer_ArrivesFromTheBoundPort()
    {
        using UdpPort port = Loopback.Bind();
        using Socket peer = Loopback.Peer();
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        byte[] bytes = new byte[100];

        Assert.That(port.TrySend(Packet, Loopback.EndpointOf(peer)), Is.True);
        int length = peer.ReceiveFrom(bytes, ref from);

        Assert.That(bytes[..length], Is.EqualTo(Packet));
        Assert.That(from, Is.EqualTo(port.Local.ToEndPoint()));
        Assert.That(port.Counters.Sent, Is.EqualTo(1));
        Assert.That(port.Counters.SentBytes, Is.EqualTo(4));
    }

    [Test]
    public void TrySend_FromAnIPv6Wildcard_ReachesBothFamilies()
    {
        using UdpPort? port = UdpPort.TryBind(TransportAddress.From(IPAddress.IPv6Any, 0), UdpPortOptions.Audio, out BindFailure failure);
        Assume.That(failure, Is.EqualTo(BindFailure.None), "this machine has no IPv6");
        using Socket four = Loopback.Peer();
        using Socket six = Loopback.Peer(IPAddress.IPv6Loopback);

        Assert.That(port!.TrySend(Packet, Loopback.EndpointOf(four)), Is.True);
        Assert.That(port.TrySend(Packet, Loopback.EndpointOf(six)), Is.True);
        Assert.That(Loopback.Receive(four), Is.EqualTo(Packet));
        Assert.That(Loopback.Receive(six), Is.EqualTo(Packet));
    }

    [Test]
    public void TrySend_NobodyListens_IsToleratedForEver()
    {
        using UdpPort port = Loopback.Bind();
        Socket gone = Loopback.Peer();
        TransportAddress to = Loopback.EndpointOf(gone);
        gone.Dispose();

        Assert.That(Enumerable.Range(0, 100).Select(_ => port.TrySend(Packet, to)), Is.All.True);
        Assert.That(port.Counters.Unreachable, Is.Zero);
    }

    [Test]
    public void TrySend_NoWayThere_IsCounted()
    {
        using UdpPort port = Loopback.Bind();

        Assert.That(port.TrySend(Packet, TransportAddress.From(IPAddress.Parse("192.0.2.1"), 9)), Is.False);
        Assert.That(port.Counters.Unreachable, Is.EqualTo(1));
    }

    [Test]
    public void TrySend_AfterDispose_Fails()
    {
        UdpPort port = Loopback.Bind();
        port.Dispose();

        Assert.That(port.TrySend(Packet, port.Local), Is.False);
        Assert.That(port.IsClosed, Is.True);
        Assert.That(port.ReceiveOverflows, Is.Zero);
    }

    [Test]
    public void ReceiveOverflows_NobodyReads_CountsWhatTheKernelDropped()
    {
        using UdpPort port = Loopback.Bind(new UdpPortOptions { ReceiveBufferBytes = 4096 });
        using UdpPort sender = Loopback.Bind();
        byte[] packet = new byte[1000];
        for (int i = 0; i < 200; i++)
        {
            sender.TrySend(packet, port.Local);
        }

        Assert.That(port.ReceiveOverflows, Is.InRange(150, 200));
    }

    [Test]
    public void TrySend_Warm_AllocatesNothing()
    {
        using UdpPort port = Loopback.Bind();
        using Socket peer = Loopback.Peer();
        TransportAddress to = Loopback.EndpointOf(peer);

        Assert.That(Allocations.Of(() => port.TrySend(Packet, to)), Is.Zero);
    }
}
