using System.Net.Sockets;
using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sdp;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Loops;
using Mcu.Tests.Codecs;
using Mcu.Tests.Harness;
using Mcu.Tests.Rtp;

namespace Mcu.Tests.Hosting;

/// <summary>
/// A room on real sockets: our own user agent calls, sends a tone in PCMA and pictures in H.264, and counts what it gets.
/// It has no thread: <see cref="Pump"/> does what is due.
/// </summary>
internal sealed class SipRoom : IDisposable
{
    private const int PictureRate = 25;
    private static readonly List<byte[]> Pictures = EncodedVideo.Make(VideoCodec.H264, 320, 180, PictureRate, 200_000);

    private readonly Socket signaling = Bind();
    private readonly Socket audio = Bind();
    private readonly Socket video = Bind();
    private readonly byte[] buffer = new byte[65536];
    private readonly H264Packetizer packetizer = new(packetizationMode: 1);
    private readonly PacketizedPicture picture = new();
    private readonly SipUserAgent agent;
    private readonly SessionDescription offer;
    private readonly string name;
    private SipCall? call;
    private NegotiatedSession? session;
    private Instant nextSound;
    private Instant nextPicture;
    private int sounds;
    private int pictures;
    private ushort videoSequence;

    public SipRoom(string name)
    {
        this.name = name;
        agent = new SipUserAgent(new SipUserAgentOptions { UdpAddress = EndPointOf(signaling), TcpAddress = EndPointOf(signaling) }, new SeededRandom(name.Length + 40));
        offer = SdpNegotiator.Offer(new MediaCapabilities
        {
            Address = "127.0.0.1",
            SessionId = 7,
            Audio = new AudioCapabilities(RtpPorts.From(EndPointOf(audio).Port)) { Codecs = [AudioCodec.Pcma] },
            Video = new VideoCapabilities(RtpPorts.From(EndPointOf(video).Port)) { Codecs = [VideoCodec.H264] },
        });
    }

    public List<SipEvent> Events { get; } = [];

    public bool IsUp => session is not null;

    public bool HasEnded => Events.Exists(happened => happened is SipEvent.Ended or SipEvent.Failed);

    public int SoundPackets { get; private set; }

    public int PicturePackets { get; private set; }

    public bool GotKeyFrame { get; private set; }

    public void Call(IPEndPoint node, string conference)
    {
        call = agent.Invite(
            new SipInvitation(
                SipUri.Parse($"sip:{conference}@{node}"), NameAddress.Parse($"\"{name}\" <sip:{name}@127.0.0.1>"), node, SipTransport.Udp, SessionMaker.BodyOf(offer)),
            MonotonicClock.Now);
        Pump();
    }

    public void Hangup()
    {
        agent.Hangup(call!, "done", MonotonicClock.Now);
        Pump();
    }

    /// <summary>Takes what came, sends what is due.</summary>
    public void Pump()
    {
        Instant now = MonotonicClock.Now;
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (signaling.Available > 0)
        {
            int length = signaling.ReceiveFrom(buffer, ref from);
            agent.Receive(buffer.AsSpan(0, length), new SipFlow(SipTransport.Udp, EndPointOf(signaling), (IPEndPoint)from), now);
        }

        agent.Tick(now);
        Flush();
        Listen();
        if (session is not null)
        {
            Speak(now);
            Show(now);
        }
    }

    public void Dispose()
    {
        signaling.Dispose();
        audio.Dispose();
        video.Dispose();
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static IPEndPoint EndPointOf(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;

    private void Flush()
    {
        while (agent.TryTakeEvent(out SipEvent happened))
        {
            Events.Add(happened);
            if (happened is SipEvent.Answered { Body: { } answer })
            {
                Assert.That(SessionDescription.TryParse(answer.Bytes.Span, out SessionDescription? description, out _));
                session = SdpNegotiator.Complete(offer, description!).Session;
            }
        }

        while (agent.TryTakeMessage(out SipOutgoing message))
        {
            signaling.SendTo(message.Bytes.Span, message.Flow.Remote);
        }
    }

    private void Listen()
    {
        for (; audio.Available > 0; audio.Receive(buffer))
        {
            SoundPackets++;
        }

        while (video.Available > 0)
        {
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, video.Receive(buffer));
            PicturePackets++;
            GotKeyFrame |= RtpPacket.TryParse(datagram, out RtpPacket packet, out _) && !packet.Payload.IsEmpty && (packet.Payload[0] & 0x1F) is 7 or 24;
        }
    }

    private void Speak(Instant now)
    {
        if (now < nextSound)
        {
            return;
        }

        nextSound = now + TimeSpan.FromMilliseconds(20);
        var payload = new byte[160];
        payload.AsSpan().Fill((byte)(sounds % 4 < 2 ? 0x35 : 0xB5));
        byte[] packet = TestPackets.Rtp((ushort)sounds, (uint)(sounds * 160), payload, ssrc: 77, type: (byte)session!.Audio!.SendPayloadType);
        sounds++;
        audio.SendTo(packet, new IPEndPoint(IPAddress.Loopback, session.Audio.Transport.RemoteRtpPort));
    }

    private void Show(Instant now)
    {
        if (now < nextPicture || session!.Video is not { } agreed)
        {
            return;
        }

        nextPicture = now + TimeSpan.FromMilliseconds(1000 / PictureRate);
        packetizer.Packetize(Pictures[pictures % Pictures.Count], pictures % Pictures.Count == 0, picture);
        for (int i = 0; i < picture.Count; i++)
        {
            byte[] packet = TestPackets.Rtp(
                videoSequence++, (uint)(pictures * 3600), picture[i], i == picture.Count - 1, ssrc: 78, type: (byte)agreed.SendPayloadType);
            video.SendTo(packet, new IPEndPoint(IPAddress.Loopback, agreed.Transport.RemoteRtpPort));
        }

        pictures++;
    }
}
