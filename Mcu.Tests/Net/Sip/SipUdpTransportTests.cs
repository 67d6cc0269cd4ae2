using System.Net;
using System.Net.Sockets;
using Mcu.Node.Net;
using Mcu.Node.Net.Sip;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Net.Sip;

/// <summary>SIP datagrams in and out.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SipUdpTransportTests
{
    private readonly RecordingSipHandler handler = new();
    private readonly RecordingObserver observer = new();

    [TestCase(1)]
    [TestCase(60_000)]
    public async Task OnDatagram_AnyLength_HasItsBytesAndAddresses(int length)
    {
        await using SipUdpTransport transport = Listen(IPAddress.Loopback);
        using Socket peer = Loopback.Peer();
        byte[] message = new byte[length];
        Random.Shared.NextBytes(message);
        peer.SendTo(message, transport.Local);
        Eventually.That(() => !handler.Datagrams.IsEmpty, "the datagram");

        (byte[] bytes, IPEndPoint local, IPEndPoint remote) = handler.Datagrams.Single();
        Assert.That(bytes, Is.EqualTo(message));
        Assert.That(local, Is.EqualTo(transport.Local));
        Assert.That(remote, Is.EqualTo(peer.LocalEndPoint));
    }

    [TestCase("0.0.0.0")]
    [TestCase("::")]
    public async Task OnDatagram_BoundToAllAddresses_NamesTheOneThatWasReached(string listen)
    {
        await using SipUdpTransport transport = Listen(IPAddress.Parse(listen));
        using Socket peer = Loopback.Peer();
        peer.SendTo("x"u8, new IPEndPoint(IPAddress.Loopback, transport.Local.Port));
        Eventually.That(() => !handler.Datagrams.IsEmpty, "the datagram");

        (byte[] _, IPEndPoint local, IPEndPoint remote) = handler.Datagrams.Single();
        Assert.That(local, Is.EqualTo(new IPEndPoint(IPAddress.Loopback, transport.Local.Port)));
        Assert.That(remote, Is.EqualTo(peer.LocalEndPoint));
        Assert.That(transport.TrySend("y"u8, remote), Is.True);
        Assert.That(Loopback.Receive(peer), Is.EqualTo("y"u8.ToArray()));
    }

    [Test]
    public async Task OnDatagram_HandlerThrows_IsReportedAndTheNextComes()
    {
        await using SipUdpTransport transport = Listen(IPAddress.Loopback);
        using Socket peer = Loopback.Peer();
        peer.SendTo("throw"u8, transport.Local);
        peer.SendTo("next"u8, transport.Local);
        Eventually.That(() => !handler.Datagrams.IsEmpty, "the next datagram");

        Assert.That(observer.Faults, Has.Count.EqualTo(1));
        Assert.That(transport.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task TrySend_LongerThanUdpAllows_FailsAndIsCounted()
    {
        await using SipUdpTransport transport = Listen(IPAddress.Loopback);

        Assert.That(transport.TrySend(new byte[70_000], transport.Local), Is.False);
        Assert.That(transport.SendFailures, Is.EqualTo(1));
    }

    [Test]
    public async Task Constructor_PortInUse_NamesKeyAddressAndWhatToDo()
    {
        await using SipUdpTransport transport = Listen(IPAddress.Loopback);

        ListenException refused = Assert.Throws<ListenException>(() => _ = new SipUdpTransport(transport.Local, handler, observer))!;

        Assert.That(refused.Failure, Is.EqualTo(BindFailure.AddressInUse));
        Assert.That(refused.Message, Is.EqualTo(
            $"sip.listen: udp {transport.Local} is in use by another program. "
            + "Stop that program ('ss -lnp' shows it), or set sip.listen to a free port."));
    }

    [Test]
    public void Constructor_AddressOfAnotherMachine_SaysSo()
    {
        Assert.That(() => Listen(IPAddress.Parse("192.0.2.1")), Throws.InstanceOf<ListenException>()
            .With.Property(nameof(ListenException.Failure)).EqualTo(BindFailure.AddressNotAvailable));
    }

    private SipUdpTransport Listen(IPAddress address) => new(new IPEndPoint(address, 0), handler, observer);
}
