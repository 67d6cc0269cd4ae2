using System.Net;
using System.Net.Sockets;
using Mcu.Core.Codecs;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
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
    private static readonly List<byte[]> Pictures = EncodedVideo.Make(VideoCodec.H264, 320, 180, PictureRate, 200_000);

    private static int made;

    private readonly RoomMedium audio = new(ssrc: 77);
    private readonly RoomMedium video = new(ssrc: 78);
    private readonly RoomMedium slides = new(ssrc: 79);
    private readonly RoomFloor floor = new();

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
        var random = new SeededRandom((1000 * seed) + Interlocked.Increment(ref made)); // two rooms of one name make different calls
        var capabilities = new MediaCapabilities
        {
            Address = "127.0.0.1",
            SessionId = 7,
            Audio = new AudioCapabilities(audio.Ports) { Codecs = [AudioCodec.Pcma] },
            Video = !hasPicture ? null : new VideoCapabilities(video.Ports) { Codecs = [VideoCodec.H264] },
            Slides = !hasSlides ? null : new VideoCapabilities(slides.Ports) { Codecs = [VideoCodec.H264] },
            Srtp = new SrtpCapabilities(srtp, random),
        };
        Screen = hasSlides ? new RoomScreen() : null;
        Phone = new RoomPhone(name, random, knowsItsMcuOnly, capabilities, floor, asksForFloor);
        Voice = new RoomVoice(audio, halfWave: 3 + (seed % 16)); // each room its own, or two in opposite phase would cancel one another
        Camera = new RoomCamera(video, TimeSpan.FromMilliseconds(1000 / PictureRate)) { Clip = Pictures };
        Slides = new RoomCamera(slides, TimeSpan.FromMilliseconds(100));
        Reception = new RoomReception(audio, video, slides, Screen);
    }

    public string Name { get; }

    /// <summary>Its SIP.</summary>
    public RoomPhone Phone { get; }

    /// <summary>What it says.</summary>
    public RoomVoice Voice { get; }

    /// <summary>Its picture.</summary>
    public RoomCamera Camera { get; }

    /// <summary>What it presents; nothing to begin with.</summary>
    public RoomCamera Slides { get; }

    /// <summary>What it gets to hear and to see.</summary>
    public RoomReception Reception { get; }

    /// <summary>What it sees on its second screen; none: it has none.</summary>
    public RoomScreen? Screen { get; }

    /// <summary>Its side of floor control; none before the call is up, or without.</summary>
    public FloorClient? Floor => floor.Client;

    /// <summary>Where it is called.</summary>
    public IPEndPoint Address => Phone.Address;

    public List<SipEvent> Events => Phone.Events;

    /// <summary>What was negotiated; none before.</summary>
    public NegotiatedSession? Session => Phone.Session;

    public bool IsUp => Session is not null;

    public bool HasEnded => Events.Exists(happened => happened is SipEvent.Ended or SipEvent.Failed);

    /// <summary>What it gets to hear.</summary>
    public ReceivedLine Sound => Reception.Sound;

    /// <summary>What it gets to see.</summary>
    public ReceivedLine Picture => Reception.Picture;

    public int SoundPackets => Sound.Packets;

    public int PicturePackets => Picture.Packets;

    /// <summary>The fundamental of its tone.</summary>
    public double Hertz => Voice.Hertz;

    /// <summary>Packets of sound and of picture that it has sent.</summary>
    public (int Sound, int Picture) Sent => (Voice.Sent, Camera.Sent);

    /// <summary>The numbers of its next packets of sound and of picture, wraps counted.</summary>
    public (ulong Sound, ulong Picture) NextIndexes
    {
        get => (audio.Line.NextIndex, video.Line.NextIndex);
        set => (audio.Line.NextIndex, video.Line.NextIndex) = value;
    }

    /// <summary>Packets that it got and that were not authentic.</summary>
    public long Refused => audio.Line.Refused + video.Line.Refused + slides.Line.Refused;

    /// <summary>Whether it reads what its media sockets get.</summary>
    public bool Listens { get; set; } = true;

    /// <summary>How many times as much as agreed it sends.</summary>
    public int Haste { get; set; } = 1;

    /// <summary>Where the node expects its sound.</summary>
    public IPEndPoint SoundPort => RoomMedium.PortOf(Session!.Audio!.Transport);

    /// <summary>Where the node expects its picture.</summary>
    public IPEndPoint PicturePort => RoomMedium.PortOf(Session!.Video!.Transport);

    /// <summary>The node's four ports for it, each with the room's own socket that sends there.</summary>
    public IEnumerable<(Socket Own, IPEndPoint Port)> MediaPorts =>
        [(audio.Socket, SoundPort), (audio.Socket, RoomMedium.Next(SoundPort)), (video.Socket, PicturePort), (video.Socket, RoomMedium.Next(PicturePort))];

    /// <summary>The payload types of its sound and its picture.</summary>
    public (byte Sound, byte Picture) PayloadTypes => ((byte)Session!.Audio!.SendPayloadType, (byte)(Session.Video?.SendPayloadType ?? 0));

    /// <summary>Calls a conference.</summary>
    /// <param name="node">The node's SIP address.</param>
    /// <param name="conference">Its name or number.</param>
    /// <param name="sent">Sent in place of its offer.</param>
    public void Call(IPEndPoint node, string conference, ReadOnlyMemory<byte>? sent = null)
    {
        Phone.Call(node, conference, sent ?? Phone.Offer);
        Pump();
    }

    /// <summary>Presses a key, told by INFO.</summary>
    public void SendKey()
    {
        Phone.SendKey();
        Pump();
    }

    /// <summary>Offers once more what it offered first, or that changed.</summary>
    public void Reoffer(Func<string, string>? change = null)
    {
        Phone.Reoffer(change);
        Pump();
    }

    public void Hangup()
    {
        Phone.Hangup();
        Pump();
    }

    /// <summary>Takes what came, sends what is due.</summary>
    public void Pump()
    {
        Instant now = MonotonicClock.Now;
        Phone.Pump(now);
        audio.Line.Agree(Session?.Audio?.Srtp);
        video.Line.Agree(Session?.Video?.Srtp);
        slides.Line.Agree(Session?.Slides?.Srtp);
        if (Listens)
        {
            Reception.Listen();
        }

        if (Session is { } session)
        {
            Voice.Speak(session.Audio!, Haste, now);
            Camera.Show(session.Video, Haste, now);
            Slides.Show(session.Slides, 1, now);
            floor.Pump(now);
            Voice.Report(session.Audio!, now);
        }
    }

    public void Dispose()
    {
        Phone.Dispose();
        audio.Dispose();
        video.Dispose();
        slides.Dispose();
        floor.Dispose();
        Screen?.Dispose();
    }
}
