using System.Net.Sockets;
using System.Net;
using Mcu.Core.Bfcp;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.Telephony;
using Mcu.Core.Mixing;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sdp;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Loops;
using Mcu.Tests.Bfcp;
using Mcu.Tests.Codecs;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Hosting;

/// <summary>
/// A room on real sockets: our own user agent calls, sends a tone in PCMA and pictures in H.264, and counts what it gets.
/// It has no thread: <see cref="Pump"/> does what is due. It behaves well unless it is told otherwise.
/// </summary>
internal sealed class SipRoom : IDisposable
{
    private const int PictureRate = 25;
    private const int Loud = 0x35;
    private static readonly TimeSpan SoundPeriod = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PicturePeriod = TimeSpan.FromMilliseconds(1000 / PictureRate);
    private static readonly TimeSpan SlidesPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(100);
    private static readonly List<byte[]> Pictures = EncodedVideo.Make(VideoCodec.H264, 320, 180, PictureRate, 200_000);

    private static int made;

    private readonly Socket signaling = Bind();
    private readonly Socket audio = Bind();
    private readonly Socket video = Bind();
    private readonly Socket slides = Bind();
    private readonly Socket floor = Bind();
    private readonly byte[] buffer = new byte[65536];
    private readonly H264Packetizer packetizer = new(packetizationMode: 1);
    private readonly PacketizedPicture picture = new();
    private readonly SipUserAgent agent;
    private readonly MediaCapabilities capabilities;
    private readonly SessionDescription offer;
    private readonly int halfWave; // in samples; each room its own, or two in opposite phase would cancel one another
    private readonly RoomLine soundLine = new(ssrc: 77);
    private readonly RoomLine pictureLine = new(ssrc: 78);
    private readonly RoomLine slidesLine = new(ssrc: 79);
    private SipCall? call;
    private SessionDescription offered;
    private IPEndPoint? floorPort;
    private NegotiatedSession? session;
    private Instant nextSound;
    private Instant nextPicture;
    private Instant nextSlide;
    private Instant nextReport;
    private int sounds;
    private int pictures;
    private int videoPackets;
    private int slidesShown;

    /// <summary>A room that has not called yet.</summary>
    /// <param name="name">Its SIP user and name.</param>
    /// <param name="hasPicture">Whether it has a camera and a screen.</param>
    /// <param name="knowsItsMcuOnly">Whether it takes requests in its call from where it called only; others get 481.</param>
    /// <param name="hasSlides">Whether it has a second screen, and something to present on it.</param>
    /// <param name="asksForFloor">Whether it presents with floor control.</param>
    /// <param name="srtp">Whether it encrypts.</param>
    public SipRoom(
        string name, bool hasPicture = true, bool knowsItsMcuOnly = false, bool hasSlides = false, bool asksForFloor = false, SrtpPolicy srtp = SrtpPolicy.Off)
    {
        Name = name;
        int seed = name.Sum(letter => letter);
        halfWave = 3 + (seed % 16);
        var random = new SeededRandom((1000 * seed) + Interlocked.Increment(ref made)); // two rooms of one name make different calls
        agent = new SipUserAgent(new SipUserAgentOptions { UdpAddress = EndPointOf(signaling), TcpAddress = EndPointOf(signaling), PinsDialogs = knowsItsMcuOnly }, random);
        capabilities = new MediaCapabilities
        {
            Address = "127.0.0.1",
            SessionId = 7,
            Audio = new AudioCapabilities(RtpPorts.From(EndPointOf(audio).Port)) { Codecs = [AudioCodec.Pcma] },
            Video = !hasPicture ? null : new VideoCapabilities(RtpPorts.From(EndPointOf(video).Port)) { Codecs = [VideoCodec.H264] },
            Slides = !hasSlides ? null : new VideoCapabilities(RtpPorts.From(EndPointOf(slides).Port)) { Codecs = [VideoCodec.H264] },
            Srtp = new SrtpCapabilities(srtp, random),
        };
        Screen = hasSlides ? new RoomScreen() : null;
        offered = offer = asksForFloor ? WithFloor(SdpNegotiator.Offer(capabilities)) : SdpNegotiator.Offer(capabilities);
    }

    public string Name { get; }

    public List<SipEvent> Events { get; } = [];

    public bool IsUp => session is not null;

    public bool HasEnded => Events.Exists(happened => happened is SipEvent.Ended or SipEvent.Failed);

    /// <summary>What it gets to hear.</summary>
    public ReceivedLine Sound { get; } = new(160);

    /// <summary>What it gets to see.</summary>
    public ReceivedLine Picture { get; } = new(3600);

    public int SoundPackets => Sound.Packets;

    public int PicturePackets => Picture.Packets;

    public bool GotKeyFrame { get; set; }

    /// <summary>Where its last packets of sound and of picture came from.</summary>
    public (IPAddress? Sound, IPAddress? Picture) From { get; private set; }

    public bool SendsSound { get; set; } = true;

    /// <summary>Whether it speaks 30 dB lower.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Listens to what the room gets; none: it is only counted.</summary>
    public RoomEar? Ear { get; set; }

    /// <summary>Level of the fundamental of what a room says, dBFS: 4/π times that of its square wave.</summary>
    public static float LevelDbfs { get; } =
        AudioLevel.ToDbfs((float)(G711.Expansion(AudioCodec.Pcma)[Loud | 0x80] * 4 / Math.PI / Math.Sqrt(2)));

    /// <summary>The fundamental of its tone.</summary>
    public double Hertz => 8000.0 / (2 * halfWave);

    /// <summary>Told before each packet of loud sound is sent.</summary>
    public Action? OnLoud { get; set; }

    public bool SendsPicture { get; set; } = true;

    /// <summary>The slides that it sends; null: it presents none.</summary>
    public IReadOnlyList<byte[]>? Slides { get; set; }

    /// <summary>What it sees on its second screen; none: it has none.</summary>
    public RoomScreen? Screen { get; }

    /// <summary>Its side of floor control; none before the call is up, or without.</summary>
    public FloorClient? Floor { get; private set; }

    /// <summary>What was negotiated; none before.</summary>
    public NegotiatedSession? Session => session;

    /// <summary>The numbers of its next packets of sound and of picture, wraps counted.</summary>
    public (ulong Sound, ulong Picture) NextIndexes
    {
        get => (soundLine.NextIndex, pictureLine.NextIndex);
        set => (soundLine.NextIndex, pictureLine.NextIndex) = value;
    }

    /// <summary>Packets that it got and that were not authentic.</summary>
    public long Refused => soundLine.Refused + pictureLine.Refused + slidesLine.Refused;

    /// <summary>Whether it sends RTCP too.</summary>
    public bool SendsReports { get; set; }

    /// <summary>Whether it reads what its media sockets get.</summary>
    public bool Listens { get; set; } = true;

    /// <summary>How many times as much as agreed it sends.</summary>
    public int Haste { get; set; } = 1;

    /// <summary>The access units that it sends, over and over; the first is a key frame.</summary>
    public IReadOnlyList<byte[]> Clip { get; set; } = Pictures;

    /// <summary>Where the node expects its sound.</summary>
    public IPEndPoint SoundPort => PortOf(session!.Audio!.Transport);

    /// <summary>Where the node expects its picture.</summary>
    public IPEndPoint PicturePort => PortOf(session!.Video!.Transport);

    /// <summary>The payload types of its sound and its picture.</summary>
    public (byte Sound, byte Picture) PayloadTypes => ((byte)session!.Audio!.SendPayloadType, (byte)(session.Video?.SendPayloadType ?? 0));

    /// <summary>Changes what it answers to offers within its call.</summary>
    public Func<string, string> Rewrite { get; set; } = answer => answer;

    /// <summary>Where all its messages go, should that be elsewhere than where it means: its MCU's address has moved to another machine.</summary>
    public IPEndPoint? Outbound { get; set; }

    /// <summary>Where it can be called.</summary>
    public IPEndPoint Address => EndPointOf(signaling);

    /// <summary>What it offers, whole.</summary>
    public byte[] Offer => SessionMaker.BodyOf(offer).Bytes.ToArray();

    /// <summary>Calls a conference.</summary>
    /// <param name="node">The node's SIP address.</param>
    /// <param name="conference">Its name or number.</param>
    /// <param name="sent">Sent in place of <see cref="Offer"/>.</param>
    public void Call(IPEndPoint node, string conference, ReadOnlyMemory<byte>? sent = null)
    {
        call = agent.Invite(
            new SipInvitation(
                SipUri.Parse($"sip:{conference}@{node}"),
                NameAddress.Parse($"\"{Name}\" <sip:{Name}@127.0.0.1>"),
                node,
                SipTransport.Udp,
                SipBody.Sdp(sent ?? Offer)),
            MonotonicClock.Now);
        Pump();
    }

    /// <summary>Packets of sound and of picture that it has sent.</summary>
    public (int Sound, int Picture) Sent => (sounds, videoPackets);

    /// <summary>The node's four ports for it, each with the room's own socket that sends there.</summary>
    public IEnumerable<(Socket Own, IPEndPoint Port)> MediaPorts =>
        [(audio, SoundPort), (audio, Next(SoundPort)), (video, PicturePort), (video, Next(PicturePort))];

    /// <summary>Presses a key, told by INFO.</summary>
    public void SendKey()
    {
        agent.SendInfo(call!, new SipBody("application/dtmf", "5"u8.ToArray()), MonotonicClock.Now);
        Pump();
    }

    /// <summary>Offers once more what it offered first, or that changed.</summary>
    public void Reoffer(Func<string, string>? change = null)
    {
        string text = offer.ToString();
        offered = Read(SessionMaker.BodyOf(change?.Invoke(text) ?? text));
        agent.Reinvite(call!, SessionMaker.BodyOf(offered), MonotonicClock.Now);
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
        soundLine.Agree(session?.Audio?.Srtp);
        pictureLine.Agree(session?.Video?.Srtp);
        slidesLine.Agree(session?.Slides?.Srtp);
        if (Listens)
        {
            Listen();
        }

        if (session is not null)
        {
            Speak(now);
            Show(now);
            Present(now);
            AskForFloor(now);
            Report(now);
        }
    }

    public void Dispose()
    {
        signaling.Dispose();
        audio.Dispose();
        video.Dispose();
        slides.Dispose();
        floor.Dispose();
        Screen?.Dispose();
        soundLine.Dispose();
        pictureLine.Dispose();
        slidesLine.Dispose();
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static IPEndPoint PortOf(MediaTransport transport) => new(IPAddress.Parse(transport.RemoteAddress!), transport.RemoteRtpPort);

    private static IPEndPoint Next(IPEndPoint port) => new(port.Address, port.Port + 1);

    private static IPEndPoint EndPointOf(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;

    private void Flush()
    {
        while (agent.TryTakeEvent(out SipEvent happened))
        {
            Events.Add(happened);
            React(happened);
        }

        while (agent.TryTakeMessage(out SipOutgoing message))
        {
            signaling.SendTo(message.Bytes.Span, Outbound ?? message.Flow.Remote);
        }
    }

    private void React(SipEvent happened)
    {
        switch (happened)
        {
            case SipEvent.Answered { Body: { } answer }:
                session = SdpNegotiator.Complete(offer, Read(answer)).Session;
                Floor = FloorOf(Read(answer));
                break;
            case SipEvent.Reoffer { Offer: { } changed }:
                session = SdpNegotiator.Answer(Read(changed), capabilities, session).Session!;
                agent.AnswerReinvite(happened.Call, SessionMaker.BodyOf(Rewrite(session.LocalDescription)), MonotonicClock.Now);
                break;
            case SipEvent.ReinviteAnswered { Body: { } answer }:
                session = SdpNegotiator.Complete(offered, Read(answer), session).Session;
                break;
            case SipEvent.IncomingCall { Offer: { } theirs }:
                session = SdpNegotiator.Answer(Read(theirs), capabilities).Session!;
                call = happened.Call;
                agent.Accept(call, SessionMaker.BodyOf(session.LocalDescription), MonotonicClock.Now);
                break;
            default:
                break;
        }
    }

    private static SessionDescription Read(SipBody body)
    {
        Assert.That(SessionDescription.TryParse(body.Bytes.Span, out SessionDescription? description, out _));
        return description!;
    }

    private void Listen()
    {
        while (TryReceive(audio, soundLine, out RtpPacket sound, out IPAddress source))
        {
            Sound.Add(sound);
            From = From with { Sound = source };
            Ear?.Hear(sound.Payload);
        }

        while (TryReceive(video, pictureLine, out RtpPacket shown, out IPAddress source))
        {
            Picture.Add(shown);
            From = From with { Picture = source };
            GotKeyFrame |= !shown.Payload.IsEmpty && (shown.Payload[0] & 0x1F) is 7 or 24;
        }

        while (TryReceive(slides, slidesLine, out RtpPacket slide, out _))
        {
            Screen?.Show(slide, MonotonicClock.Now);
        }
    }

    private bool TryReceive(Socket socket, RoomLine line, out RtpPacket packet, out IPAddress source)
    {
        packet = default;
        source = IPAddress.None;
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (socket.Available > 0)
        {
            Span<byte> datagram = buffer.AsSpan(0, socket.ReceiveFrom(buffer, ref from));
            source = ((IPEndPoint)from).Address;
            if (!RtpPacket.IsRtcp(datagram) && line.TryOpen(datagram, MonotonicClock.Now, out int length) && RtpPacket.TryParse(datagram[..length], out packet, out _))
            {
                return true; // reports go to the port after, which may be our other socket
            }
        }

        return false;
    }

    private void Speak(Instant now)
    {
        while (SendsSound && IsDue(ref nextSound, SoundPeriod, now))
        {
            for (int i = 0; i < Haste; i++)
            {
                SendFrame();
            }
        }
    }

    private void Show(Instant now)
    {
        while (SendsPicture && session!.Video is not null && IsDue(ref nextPicture, PicturePeriod, now))
        {
            for (int i = 0; i < Haste; i++)
            {
                SendPicture();
            }
        }
    }

    // As rooms have it: a client over UDP, whose server says the numbers.
    private SessionDescription WithFloor(SessionDescription description) => description with
    {
        Media =
        [
            .. description.Media,
            new MediaDescription
            {
                Media = "application", Port = EndPointOf(floor).Port, Protocol = "UDP/BFCP", Formats = ["*"], Attributes = [new SdpAttribute("floorctrl", "c-only")],
            },
        ],
    };

    private FloorClient? FloorOf(SessionDescription answer)
    {
        MediaDescription? line = answer.Media.FirstOrDefault(media => media is { IsFloorControl: true, Port: not 0 });
        if (line is null)
        {
            return null;
        }

        floorPort = new IPEndPoint(IPAddress.Parse(answer.ConnectionOf(line)!.Address), line.Port);
        string Value(string name) => line.Attributes.Single(attribute => attribute.Name == name).Value!;
        return new FloorClient(new FloorAssociation(uint.Parse(Value("confid")), ushort.Parse(Value("userid")), 1));
    }

    private void AskForFloor(Instant now)
    {
        if (Floor is not { } client)
        {
            return;
        }

        while (floor.Available > 0)
        {
            client.Receive(buffer.AsSpan(0, floor.Receive(buffer)));
        }

        client.Tick(now);
        while (client.TryTake(out byte[]? datagram))
        {
            floor.SendTo(datagram!, floorPort!);
        }
    }

    private void Present(Instant now)
    {
        while (Slides is { } clip && session!.Slides is { } agreed && IsDue(ref nextSlide, SlidesPeriod, now))
        {
            packetizer.Packetize(clip[slidesShown % clip.Count], slidesShown % clip.Count == 0, picture);
            for (int i = 0; i < picture.Count; i++)
            {
                byte[] packet = slidesLine.Write((uint)(slidesShown * 9000), picture[i], i == picture.Count - 1, (byte)agreed.SendPayloadType);
                slides.SendTo(packet, PortOf(agreed.Transport));
            }

            slidesShown++;
        }
    }

    private void Report(Instant now)
    {
        while (SendsReports && IsDue(ref nextReport, ReportPeriod, now))
        {
            var report = new byte[RtcpSession.MaxLength];
            var writer = new RtcpWriter(report);
            writer.ReceiverReport(ssrc: 77, []);
            writer.Cname(ssrc: 77, "room"u8);
            audio.SendTo(report.AsSpan(0, writer.Length), Next(SoundPort));
        }
    }

    // After a pause of the machine it makes up for a little, as a room's sound card does, and leaves out the rest.
    private static bool IsDue(ref Instant next, TimeSpan period, Instant now)
    {
        bool isDue = now >= next;
        next = isDue ? Instant.Later(next + period, now - CatchUp) : next;
        return isDue;
    }

    private void SendFrame()
    {
        var payload = new byte[160];
        int level = IsQuiet ? 0x45 : Loud; // A-law with its even bits inverted: five segments lower
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] = (byte)(((sounds * payload.Length) + i) / halfWave % 2 == 0 ? level : level | 0x80);
        }

        if (!IsQuiet)
        {
            OnLoud?.Invoke();
        }

        audio.SendTo(soundLine.Write((uint)(sounds * 160), payload, marker: false, PayloadTypes.Sound), SoundPort);
        sounds++;
    }

    private void SendPicture()
    {
        packetizer.Packetize(Clip[pictures % Clip.Count], pictures % Clip.Count == 0, picture);
        for (int i = 0; i < picture.Count; i++)
        {
            video.SendTo(pictureLine.Write((uint)(pictures * 3600), picture[i], i == picture.Count - 1, PayloadTypes.Picture), PicturePort);
            videoPackets++;
        }

        pictures++;
    }
}
