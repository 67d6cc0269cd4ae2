using System.Net;
using System.Net.Sockets;
using Mcu.Node.Net;
using Mcu.Node.Net.Sip;
using Mcu.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Net.Sip;

/// <summary>SIP connections in and out, each with its bounds.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SipTcpTransportTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);
    private readonly RecordingSipHandler handler = new() { Judge = Judge };
    private readonly RecordingObserver observer = new();
    private readonly FakeTimeProvider time = new();

    [Test]
    public async Task OnStreamBytes_PeerSends_ArrivesAfterTheOpening()
    {
        await using SipTcpTransport transport = Listen();
        using Socket peer = Connect(transport);
        long id = Opened();
        peer.Send("hello"u8);
        Eventually.That(() => handler.TextOf(id) == "hello", "the bytes");

        Assert.That(handler.Opened.Single(), Is.EqualTo((id, transport.Local, (IPEndPoint)peer.LocalEndPoint!)));
    }

    [Test]
    public async Task TrySend_OpenConnection_ReachesThePeerInOrder()
    {
        await using SipTcpTransport transport = Listen();
        using Socket peer = Connect(transport);
        long id = Opened();

        Assert.That(transport.TrySend(id, "one "u8.ToArray(), null) && transport.TrySend(id, "two"u8.ToArray(), null), Is.True);
        Assert.That(ReadText(peer, 7), Is.EqualTo("one two"));
    }

    [Test]
    public async Task TrySend_ConnectionGone_Fails()
    {
        await using SipTcpTransport transport = Listen();
        using Socket peer = Connect(transport);
        long id = Opened();
        peer.Dispose();

        Assert.That(ClosedReason(id), Is.EqualTo(SipCloseReason.ByPeer));
        Eventually.That(() => transport.Connections == 0, "the end of the connection");
        Assert.That(transport.TrySend(id, "x"u8.ToArray(), null), Is.False);
    }

    [Test]
    public async Task Send_NoConnectionYet_ConnectsOnceAndThenUsesIt()
    {
        await using SipTcpTransport transport = Listen();
        using Socket listener = Server();

        long first = transport.Send((IPEndPoint)listener.LocalEndPoint!, "one "u8.ToArray(), null);
        long second = transport.Send((IPEndPoint)listener.LocalEndPoint!, "two"u8.ToArray(), null);
        using Socket accepted = await listener.AcceptAsync();

        Assert.That(second, Is.EqualTo(first).And.GreaterThan(0));
        Assert.That(ReadText(accepted, 7), Is.EqualTo("one two"));
        Assert.That(Opened(), Is.EqualTo(first));
    }

    [Test]
    public async Task Send_ListensOnOneOfManyAddresses_ComesFromThatOne()
    {
        var address = IPAddress.Parse("127.0.0.7");
        await using var transport = new SipTcpTransport(new IPEndPoint(address, 0), new SipTcpOptions(), handler, observer, time);
        using Socket listener = Server();

        transport.Send((IPEndPoint)listener.LocalEndPoint!, "one"u8.ToArray(), null);
        using Socket accepted = await listener.AcceptAsync();
        Assert.That(((IPEndPoint)accepted.RemoteEndPoint!).Address, Is.EqualTo(address));
    }

    [Test]
    public async Task Send_NobodyListens_GivesTheTokenBackAndSaysWhy()
    {
        await using SipTcpTransport transport = Listen();
        Socket listener = Server();
        var nobody = (IPEndPoint)listener.LocalEndPoint!;
        listener.Dispose();

        long id = transport.Send(nobody, "x"u8.ToArray(), "token");

        Assert.That(ClosedReason(id), Is.EqualTo(SipCloseReason.ConnectFailed));
        Assert.That(handler.Unsent, Is.EqualTo(new object[] { "token" }));
        Assert.That(handler.Opened, Is.Empty);
    }

    [Test]
    public async Task Accept_MoreFromOneAddressThanAllowed_RefusesThoseBeyond()
    {
        await using SipTcpTransport transport = Listen(new SipTcpOptions { MaxPerAddress = 2 });
        Socket[] peers = [Connect(transport), Connect(transport), Connect(transport)];

        Eventually.That(() => transport.Refused == 1, "the refusal");
        Assert.That(transport.Connections, Is.EqualTo(2));
        peers[0].Dispose();
        Eventually.That(() => transport.Connections == 1, "room for another");
        using Socket another = Connect(transport);
        Eventually.That(() => transport.Connections == 2, "the other one");
        Array.ForEach(peers, peer => peer.Dispose());
    }

    [Test]
    public async Task Accept_MoreThanAllowedInAll_RefusesThoseBeyond()
    {
        await using SipTcpTransport transport = Listen(new SipTcpOptions { MaxConnections = 1 });
        using Socket first = Connect(transport);
        Opened();
        using Socket second = Connect(transport);

        Assert.That(ReadText(second, 1), Is.Empty);
        Assert.That(transport.Send(transport.Local, "x"u8.ToArray(), null), Is.Zero);
        Assert.That(transport.Refused, Is.EqualTo(2));
    }

    [Test]
    public async Task Sweep_MessageThatNeverEnds_ClosesTheConnection()
    {
        await using SipTcpTransport transport = Listen();
        using Socket peer = Connect(transport);
        long id = Opened();
        peer.Send("part"u8);
        Eventually.That(() => handler.TextOf(id) == "part", "the part");
        AdvanceUntilClosed(id);

        Assert.That(handler.Closed[id], Is.EqualTo(SipCloseReason.SlowMessage));
        Assert.That(ReadText(peer, 1), Is.Empty);
    }

    [Test]
    public async Task Sweep_SilentForLong_ClosesTheConnection()
    {
        await using SipTcpTransport transport = Listen(new SipTcpOptions { IdleTimeout = TimeSpan.FromSeconds(20) });
        using Socket peer = Connect(transport);
        long id = Opened();
        peer.Send("whole"u8);
        Eventually.That(() => handler.TextOf(id) == "whole", "the message");
        AdvanceUntilClosed(id);

        Assert.That(handler.Closed[id], Is.EqualTo(SipCloseReason.Idle));
    }

    [Test]
    public async Task TrySend_PeerThatDoesNotRead_IsClosedAtTheBoundAndNotWaitedFor()
    {
        await using SipTcpTransport transport = Listen(new SipTcpOptions { MaxPendingBytes = 100_000 });
        using Socket peer = Connect(transport);
        long id = Opened();
        byte[] message = new byte[10_000];
        int accepted = 0;
        while (transport.TrySend(id, message, accepted))
        {
            accepted++;
            Assert.That(accepted, Is.LessThan(10_000), "the bound is never reached");
        }

        Assert.That(ClosedReason(id), Is.EqualTo(SipCloseReason.NotReading));
        Assert.That(handler.Unsent, Has.Count.InRange(1, 10));
        Assert.That(handler.Unsent.Last(), Is.EqualTo(accepted - 1));
    }

    [Test]
    public async Task OnStreamBytes_Broken_ClosesTheConnection()
    {
        await using SipTcpTransport transport = Listen();
        using Socket peer = Connect(transport);
        long id = Opened();
        peer.Send("broken"u8);

        Assert.That(ClosedReason(id), Is.EqualTo(SipCloseReason.Malformed));
    }

    [Test]
    public async Task OnStreamBytes_HandlerThrows_ClosesThatConnectionOnly()
    {
        await using SipTcpTransport transport = Listen();
        using Socket sound = Connect(transport);
        long soundId = Opened();
        using Socket faulty = Connect(transport);
        faulty.Send("throw"u8);
        Eventually.That(() => !observer.Faults.IsEmpty, "the report");
        sound.Send("still here"u8);

        Eventually.That(() => handler.TextOf(soundId) == "still here", "the other's bytes");
        Assert.That(handler.Closed.Keys, Has.No.Member(soundId));
    }

    [Test]
    public async Task Dispose_ConnectionsOpen_ClosesAllAndTellsTheHandler()
    {
        SipTcpTransport transport = Listen();
        Socket[] peers = [Connect(transport), Connect(transport), Connect(transport)];
        Eventually.That(() => handler.Opened.Count == 3, "three connections");

        await transport.DisposeAsync();

        Assert.That(handler.Closed.Values, Is.EqualTo(new[] { SipCloseReason.ByUs, SipCloseReason.ByUs, SipCloseReason.ByUs }));
        Assert.That(transport.Connections, Is.Zero);
        Array.ForEach(peers, peer => peer.Dispose());
    }

    [Test]
    public async Task Constructor_PortInUse_NamesKeyAndAddress()
    {
        await using SipTcpTransport transport = Listen();

        Assert.That(
            () => new SipTcpTransport(transport.Local, new SipTcpOptions(), handler, observer),
            Throws.InstanceOf<ListenException>().With.Message.StartWith($"sip.listen: tcp {transport.Local} is in use"));
    }

    private static SipStreamState Judge(string text) => text switch
    {
        "part" => SipStreamState.InMessage,
        "broken" => SipStreamState.Broken,
        "throw" => throw new InvalidOperationException("on purpose"),
        _ => SipStreamState.BetweenMessages,
    };

    private static Socket Server()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(AnyPort);
        listener.Listen();
        return listener;
    }

    private static Socket Connect(SipTcpTransport transport)
    {
        var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
        peer.Connect(transport.Local);
        return peer;
    }

    // What a peer reads, up to so many bytes; shorter when the connection ends.
    private static string ReadText(Socket peer, int length)
    {
        byte[] bytes = new byte[length];
        int read = 0;
        try
        {
            while (read < length && peer.Receive(bytes, read, length - read, SocketFlags.None) is int count and > 0)
            {
                read += count;
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed with bytes of ours unread.
        }

        return System.Text.Encoding.ASCII.GetString(bytes, 0, read);
    }

    private SipTcpTransport Listen(SipTcpOptions? options = null) => new(AnyPort, options ?? new SipTcpOptions(), handler, observer, time);

    private long Opened()
    {
        Eventually.That(() => !handler.Opened.IsEmpty, "the connection");
        return handler.Opened.First().Id;
    }

    private SipCloseReason ClosedReason(long id)
    {
        Eventually.That(() => handler.Closed.ContainsKey(id), "the end of the connection");
        return handler.Closed[id];
    }

    private void AdvanceUntilClosed(long id) => Eventually.That(
        () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return handler.Closed.ContainsKey(id);
        },
        "the end of the connection");
}
