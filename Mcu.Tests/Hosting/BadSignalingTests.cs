using System.Net;
using System.Net.Sockets;
using System.Text;
using Mcu.Node.Net;

namespace Mcu.Tests.Hosting;

/// <summary>Strangers who misuse the SIP ports of a node, beside a meeting that notices nothing.</summary>
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BadSignalingTests
{
    private const int OneSecond = 25;
    private const int MostOfOneAddress = 64;
    private const string Options = """
        OPTIONS sip:khanh-hoa@127.0.0.1 SIP/2.0
        Via: SIP/2.0/{0} 127.0.0.9:5060;branch=z9hG4bK{1};rport
        From: "{2}" <sip:stranger@127.0.0.9>;tag=1
        To: <sip:khanh-hoa@127.0.0.1>
        Call-ID: {1}
        CSeq: 1 OPTIONS
        Max-Forwards: 70
        Content-Length: 0


        """;

    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.9");

    [Test]
    public async Task Offer_CutAnywhere_IsAnsweredOrRefusedAndLeavesNoPort()
    {
        await using var meeting = new Meeting(ports: new PortRange(21000, 23999));
        using var whole = new SipRoom("cut");
        byte[] offer = whole.Phone.Offer;
        meeting.Forget();

        int[] statuses = [.. Enumerable.Range(0, offer.Length).Select(length => Offer(meeting, length, offer.AsMemory(0, length)))];

        meeting.AssertUndisturbed();
        Assert.That(statuses.Distinct(), Is.EquivalentTo(new[] { 200, 400, 488 }));
        meeting.AssertOnlyTwo();
    }

    [Test]
    public async Task Offers_ThatAreRefused_DoNotUseUpThePorts()
    {
        await using var meeting = new Meeting();

        int[] statuses = [.. Enumerable.Range(0, 300).Select(number => Offer(meeting, number, "v=0\r\no=-"u8.ToArray()))];

        Assert.That(statuses, Has.All.EqualTo(400), "of 100 pairs of ports");
        meeting.AssertUndisturbed();
    }

    [Test]
    public async Task Udp_NoiseAndSpoiledMessages_AreAnsweredOrDropped()
    {
        await using var meeting = new Meeting();
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        stranger.Bind(new IPEndPoint(Elsewhere, 0));
        var garbage = new Garbage(3);
        byte[] whole = Message("UDP", "spoiled", "A");
        int cut = 0;

        meeting.Run(OneSecond, () =>
        {
            stranger.SendTo(garbage.Noise(), meeting.Sip);
            stranger.SendTo(garbage.Spoil(whole), meeting.Sip);
            stranger.SendTo(whole.AsSpan(0, cut++ % whole.Length), meeting.Sip);
        });

        meeting.AssertUndisturbed();
        Assert.That(cut, Is.GreaterThan(whole.Length), "it was cut everywhere");
        using var late = new SipRoom("hon-mun");
        meeting.Join(late); // the node still takes calls
        late.Hangup();
        meeting.AssertOnlyTwo(late);
    }

    [Test]
    public async Task Tcp_ConnectionsThatNeverSayAnything_LeaveRoomForOthers()
    {
        await using var meeting = new Meeting();
        List<Socket> crowd = [.. Enumerable.Range(0, 2 * MostOfOneAddress).Select(_ => Connect(meeting, Elsewhere))];
        meeting.Forget();
        crowd.ForEach(connection => TrySend(connection, "INVITE sip:khanh-hoa@127.0.0.1 SIP/2.0\r\nVia: "u8));

        meeting.Until(() => crowd.Count(IsClosed) == MostOfOneAddress, "those beyond the most of one address are closed");

        using Socket honest = Connect(meeting, IPAddress.Loopback);
        honest.Send(Message("TCP", "honest", "A"));
        meeting.Until(() => honest.Available > 0, "another is answered");
        meeting.AssertUndisturbed();
        crowd.ForEach(connection => connection.Dispose());
    }

    [Test]
    public async Task Tcp_HeaderWithoutEnd_IsCutOff()
    {
        await using var meeting = new Meeting();
        using Socket endless = Connect(meeting, Elsewhere);
        endless.Send("OPTIONS sip:khanh-hoa@127.0.0.1 SIP/2.0\r\nSubject: "u8);
        byte[] more = new byte[4096];
        more.AsSpan().Fill((byte)'a');
        int sent = 0;
        meeting.Forget();

        meeting.Until(
            () =>
            {
                sent += TrySend(endless, more) ? more.Length : 0;
                return IsClosed(endless);
            },
            "it is closed");

        Assert.That(sent, Is.LessThan(1 << 20));
        meeting.AssertUndisturbed();
    }

    [Test]
    public async Task Tcp_Noise_IsCutOff([Values("\r\n\r\nno SIP at all\r\n\r\n", "OPTIONS sip:x SIP/2.0\r\nContent-Length: 999999999\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n")] string noise)
    {
        await using var meeting = new Meeting();
        using Socket connection = Connect(meeting, Elsewhere);
        TrySend(connection, Encoding.ASCII.GetBytes(noise));
        meeting.Until(() => IsClosed(connection), "it is closed");
        meeting.AssertUndisturbed();
    }

    [Test]
    public async Task Tcp_PeerThatDoesNotRead_IsClosedWhenItsAnswersPileUp()
    {
        await using var meeting = new Meeting();
        using Socket deaf = Connect(meeting, Elsewhere);
        string name = new('n', 50_000); // it comes back in each answer
        int asked = 0;
        meeting.Forget();

        meeting.Until(
            () =>
            {
                asked += TrySend(deaf, Message("TCP", $"deaf-{asked}", name)) ? 1 : 0;
                return !deaf.Connected;
            },
            "it is closed");

        meeting.AssertUndisturbed();
        Assert.That(asked, Is.InRange(5, 200));
    }

    private static int Offer(Meeting meeting, int number, ReadOnlyMemory<byte> offer)
    {
        using var caller = new SdpCaller(number, meeting.Sip);
        caller.Call("khanh-hoa", offer);
        meeting.Until(
            () =>
            {
                caller.Pump();
                return caller.Status != 0;
            },
            $"an answer to {offer.Length} bytes");
        return caller.Status;
    }

    private static byte[] Message(string transport, string id, string name) =>
        Encoding.ASCII.GetBytes(string.Format(null, Options, transport, id, name).ReplaceLineEndings("\r\n"));

    private static Socket Connect(Meeting meeting, IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, SendTimeout = 1000 };
        socket.Bind(new IPEndPoint(from, 0));
        socket.Connect(meeting.Sip);
        return socket;
    }

    private static bool TrySend(Socket socket, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectWrite) && socket.Send(bytes) == bytes.Length;
        }
        catch (SocketException)
        {
            return false; // closed by the node; Connected is false from now on
        }
    }

    // The end of what the node sends, or a reset. What it had answered before (a pong, RFC 5626 §3.5.1) is passed over.
    private static bool IsClosed(Socket socket)
    {
        byte[] answers = new byte[4096];
        while (socket.Poll(0, SelectMode.SelectRead))
        {
            if (socket.Receive(answers, SocketFlags.None, out SocketError error) == 0 || error != SocketError.Success)
            {
                return true;
            }
        }

        return false;
    }
}
