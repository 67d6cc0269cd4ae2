using System.Net;
using System.Net.Sockets;
using Mcu.Core.Buffers;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Net;
using Mcu.Tests.Harness;
using Mcu.Tests.Net;

namespace Mcu.Tests.Media;

/// <summary>Encryption in front of the latch, on real sockets.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StreamSocketsTests : IDisposable
{
    private static readonly SrtpProfile Profile = SrtpProfile.Of(SrtpSuite.AesCm128HmacSha1Tag80);
    private static readonly SrtpKey Ours = SrtpKey.Create(Profile, new SeededRandom(1));
    private static readonly SrtpKey Theirs = SrtpKey.Create(Profile, new SeededRandom(2));

    private readonly UdpReceiveLoop loop = new(new UdpReceiveOptions(), new PacketPool(64), new RecordingObserver());
    private readonly RtpStreamLine line = new(8000, new SeededRandom(3));
    private readonly RtpStreamLine peerLine = new(8000, new SeededRandom(4));
    private readonly SrtpProtector peer;
    private readonly StreamSockets sockets;
    private readonly SpyStream stream;

    public StreamSocketsTests()
    {
        peer = new SrtpProtector(Profile, Theirs, peerLine);
        var security = StreamSecurity.Of(Session(Theirs), line);
        sockets = new StreamSockets(new MediaPortPair(Loopback.Bind(), Loopback.Bind()), new FloodGuard(), new UdpSendBatch(), security);
        var services = new MediaStreamServices(
            new NtpClock(MonotonicClock.Now, DateTimeOffset.UnixEpoch), "test", new SeededRandom(5), new UdpSendBatch());
        stream = new SpyStream(sockets.Carrier.Rtcp, line, services);
        loop.Start();
    }

    public void Dispose()
    {
        loop.Dispose();
        sockets.Security!.Dispose();
        peer.Dispose();
    }

    [Test]
    public void OnDatagram_StrangersAtTheSignalingHost_DoNotFixWhereWeSend()
    {
        using Socket named = Loopback.Peer();
        using Socket stranger = Loopback.Peer();
        using Socket room = Loopback.Peer();
        Begin(named);
        Instant start = MonotonicClock.Now;
        Eventually.That(
            () =>
            {
                Send(stranger, Plain());
                return MonotonicClock.Now - start > TimeSpan.FromMilliseconds(500);
            },
            "a stranger sprays longer than the latch waits for the address in SDP");
        Assert.That((stream.Taken, sockets.Refused > 0), Is.EqualTo((0, true)));

        // The room itself, from a port that its NAT chose.
        Eventually.That(
            () =>
            {
                Send(room, Protected(peer));
                return stream.Taken > 0;
            },
            "who has the key is the peer");
        byte[] sent = SendOurs();
        byte[] got = Loopback.Receive(room);
        Assert.That(got[..12], Is.EqualTo(sent[..12]));
        Assert.That(got[12..], Is.Not.EqualTo(sent[12..]));
        using var opener = new SrtpUnprotector(Profile, Ours, new SrtpSources());
        Assert.That(opener.Unprotect(got, Instant.Distant, out int length), Is.EqualTo(SrtpError.None));
        Assert.That(got[..length], Is.EqualTo(sent));
    }

    [Test]
    public void SetPeer_AnotherKeyOfThePeer_IsTakenInPlace()
    {
        using Socket room = Loopback.Peer();
        Begin(room);
        Eventually.That(() => SendAndTake(room, peer), "the first key");
        SrtpKey fresh = SrtpKey.Create(Profile, new SeededRandom(9));
        Assert.That(sockets.Fits(Session(fresh)));
        sockets.SetPeer(TransportOf(room), Session(fresh), IPAddress.Loopback);
        using var next = new SrtpProtector(Profile, fresh, peerLine);
        int before = stream.Taken;
        Eventually.That(() => SendAndTake(room, next) && stream.Taken > before + 2, "the second key");
        Send(room, Protected(peer));
        long refused = sockets.Refused;
        Eventually.That(() => SendAndTake(room, next) && sockets.Refused > refused - 1, "the first key is no longer good");
    }

    [Test]
    public void Fits_OtherSuiteOrOurOtherKeyOrNone_DoesNot()
    {
        NegotiatedSrtp session = Session(Theirs);
        Assert.That(sockets.Fits(session));
        Assert.That(sockets.Fits(session with { Suite = SrtpSuite.AesCm128HmacSha1Tag32 }), Is.False);
        Assert.That(sockets.Fits(session with { LocalKey = Theirs }), Is.False);
        Assert.That(sockets.Fits(null), Is.False);
        sockets.Ports.Rtp.Dispose();
        sockets.Ports.Rtcp.Dispose();
    }

    [Test]
    public void Send_Rtcp_IsEncryptedToo()
    {
        using Socket room = Loopback.Peer();
        Begin(room, mux: true);
        Eventually.That(() => SendAndTake(room, peer), "the peer is known");
        byte[] got = Loopback.Receive(room); // the stream's own report
        using var opener = new SrtpUnprotector(Profile, Ours, new SrtpSources());
        Assert.That(opener.UnprotectRtcp(got, Instant.Distant, out int length), Is.EqualTo(SrtpError.None));
        Assert.That((got[0] >> 6, got[1], length), Is.EqualTo((2, (byte)RtcpPacketType.ReceiverReport, got.Length - 14)));
    }

    private static NegotiatedSrtp Session(SrtpKey theirs) => new(1, Profile.Suite, Ours, theirs);

    private static MediaTransport TransportOf(Socket socket, bool mux = false)
    {
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return new MediaTransport(RtpPorts.From(1), "127.0.0.1", port, "127.0.0.1", port + (mux ? 0 : 1), mux);
    }

    private void Begin(Socket named, bool mux = false)
    {
        sockets.SetPeer(TransportOf(named, mux), Session(Theirs), IPAddress.Loopback);
        sockets.Start(loop, stream);
    }

    private bool SendAndTake(Socket room, SrtpProtector protector)
    {
        Send(room, Protected(protector));
        return stream.Taken > 0;
    }

    private void Send(Socket from, byte[] datagram) => from.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, sockets.Ports.Rtp.Local.Port));

    private byte[] Plain()
    {
        var packet = new byte[172];
        RtpWriter.Write(packet, peerLine.Next(8, marker: false, 0, 160, Instant.Distant), new byte[160]);
        return packet;
    }

    private byte[] Protected(SrtpProtector protector)
    {
        byte[] room = [.. Plain(), .. new byte[SrtpProfile.MaxOverhead]];
        protector.Protect(room, 172, out int length);
        return room[..length];
    }

    private byte[] SendOurs()
    {
        var packet = new byte[172];
        RtpWriter.Write(packet, line.Next(8, marker: false, 0, 160, Instant.Distant), new byte[160]);
        sockets.Carrier.Rtp.Send(packet);
        return packet;
    }

    private sealed class SpyStream(IDatagramSender rtcp, RtpStreamLine line, MediaStreamServices services)
        : MediaStream(rtcp, line, new SsrcDemux(8000), services, Instant.Distant)
    {
        private int taken;

        public int Taken => Volatile.Read(ref taken);

        public override bool Recognizes(ReadOnlySpan<byte> datagram) => RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && packet.PayloadType == 8;

        protected override void ReceiveRtp(PacketBuffer datagram, Instant now)
        {
            datagram.Return();
            Interlocked.Increment(ref taken);
        }

        protected override void Tick(Instant now)
        {
        }
    }
}
