using System.Net;
using Mcu.Cascade.Failover;
using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Codecs.FFmpeg;
using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;
using Mcu.Core.Conferences;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Media;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Net;
using Mcu.Tests.Codecs;
using Mcu.Tests.Harness;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Media;

/// <summary>
/// One node of a link, with a conference of one room that hums a tone and shows a moving picture. The test's thread is its control
/// loop.
/// </summary>
internal sealed class LinkEnd : ILinkMediaEvents, IDisposable
{
    public const int Width = 320;
    public const int Height = 180;
    private const string Room = "room";
    private const string Far = "far";
    private const byte SoundType = 8;

    private static readonly CanvasSize Size = new(Width, Height);
    private static readonly EncoderClass Class = new(VideoCodec.H264, Width, Height, 25, 500_000);

    private readonly FFmpegCodecFactory codecs = new();
    private readonly FFmpegVideoEncoder camera = new(new VideoEncoderSettings(VideoCodec.H264, Width, Height, 25, 1_000_000));
    private readonly Picture scene = new(Width, Height);
    private readonly IAudioEncoder voiceEncoder;
    private readonly ToneGenerator voice;
    private readonly AudioReceivePath roomSound;
    private readonly AudioLeg roomLeg;
    private readonly VideoSource roomPicture;
    private readonly float[] frame = new float[AudioFrame.Samples];
    private readonly byte[] payload = new byte[1200];
    private ushort sequence;

    public LinkEnd(double voiceHertz, double wantedHertz, EgressGate? gate = null)
    {
        int ports = FreePorts.MediaBlock();
        Engine = new MediaEngine(
            new MediaEngineOptions(IPAddress.Loopback, new PortRange((ushort)ports, (ushort)(ports + 99))) { DecodeWorkers = 1, Gate = gate },
            codecs,
            new OsRandom(),
            Observer);
        var options = new ConferenceMediaOptions(new AudioMixerOptions(), "superfast", () => new CaptionRenderer(CaptionFonts.Default));
        Conference = new ConferenceMedia("link", new PictureFormat(Width, Height, 25, 500_000), Engine, options, _ => { }, Observer);
        Heard = new ToneTap(wantedHertz);
        voice = new ToneGenerator(voiceHertz, syllables: false);
        voiceEncoder = codecs.CreateAudioEncoder(AudioCodec.Pcma, new AudioEncoderSettings());
        roomSound = new AudioReceivePath(new AudioReceiveFormat(AudioCodec.Pcma, PayloadTypeSet.Of(SoundType), 8000, default), codecs, _ => { });
        var line = new RtpStreamLine(8000, new SeededRandom(1));
        roomLeg = new AudioLeg(Room, roomSound, new AudioSendFormat(AudioCodec.Pcma, new AudioEncoderSettings()), SoundType, line, new Nowhere());
        DecodeWorker worker = Engine.Resources.Workers[0];
        roomPicture = new VideoSource(codecs, VideoCodec.H264, new VideoDecoderLimits(), worker.Wake);
        worker.Add(roomPicture);
    }

    public RecordingObserver Observer { get; } = new();

    public MediaEngine Engine { get; }

    public ConferenceMedia Conference { get; }

    public DirectTunnel Tunnel { get; } = new();

    public ToneTap Heard { get; }

    public Queue<LinkEnvelope> Outbox { get; } = new();

    public LinkMedia Media { get; private set; } = null!;

    public LinkSound? Sound { get; private set; }

    public LinkPictureOut? PictureOut { get; private set; }

    public LinkPictureIn? PictureIn { get; private set; }

    public int FramesShown { get; private set; }

    public List<LinkChannel> Closed { get; } = [];

    public bool Refuses { get; set; }

    public void Open()
    {
        Media = LinkMedia.TryOpen(Engine, new LinkMediaOptions([IPAddress.Loopback]), Tunnel, this, MonotonicClock.Now, out _)!;
        Assert.That(Media, Is.Not.Null);
    }

    public void OpenSound()
    {
        Sound = Media.OpenSound(Conference, "m", $"link:{Far}", MonotonicClock.Now);
        Replan();
    }

    public void OpenPicture()
    {
        PictureOut = Media.OpenPicture(Conference, ChannelKind.Picture, "m", subscription: 3, maxBitsPerSecond: 500_000, MonotonicClock.Now);
        Replan();
    }

    public void CloseAll()
    {
        LinkChannel?[] open = [Sound, PictureOut, PictureIn];
        (Sound, PictureOut, PictureIn) = (null, null, null);
        Replan();
        foreach (LinkChannel? channel in open)
        {
            if (channel is not null)
            {
                Media.Close(channel);
            }
        }
    }

    public void Replan()
    {
        AudioPlanLeg[] legs = Sound is null ? [Plan(roomLeg)] : [Plan(roomLeg), Plan(Sound.Leg)];
        VideoPlanLeg[] receivers = PictureOut is null ? [] : [new VideoPlanLeg(PictureOut.Path, Class)];
        string shown = PictureIn is null ? Room : Far;
        var sites = new Dictionary<string, VideoPlanSite>(StringComparer.Ordinal) { [Room] = Site(roomPicture), [Far] = Site(PictureIn?.Source) };
        Conference.Publish(
            new AudioPlan(legs, Heard), new VideoPlan([new VideoPlanView(Single(shown), receivers) { IsClean = true }], sites));
    }

    /// <summary>The room says 20 ms.</summary>
    public void Speak(Instant now)
    {
        voice.Fill(frame);
        int length = voiceEncoder.Encode(frame, payload);
        if (Engine.Resources.Packets.TryRent(out PacketBuffer? packet))
        {
            var header = new RtpHeader(SoundType, Marker: false, sequence, (uint)(sequence * 160), 77);
            packet.Length = RtpWriter.Write(packet.Bytes, header, payload.AsSpan(0, length));
            sequence++;
            roomSound.Receive(packet, now);
        }
    }

    /// <summary>The room shows its next picture.</summary>
    public void Show(Instant now)
    {
        TestPictures.Draw(scene.View, FramesShown++);
        Assert.That(camera.TryEncode(scene.View, roomPicture.TakeKeyFrameWanted(), out EncodedAccessUnit encoded));
        if (Engine.Resources.Units.TryRent(out AccessUnit? unit))
        {
            unit.TryAppend(encoded.Bytes);
            unit.IsKeyFrame = encoded.IsKeyFrame;
            unit.ReceivedAt = now;
            roomPicture.Offer(unit);
            roomPicture.Wake();
        }
    }

    public void Send(LinkEnvelope envelope) => Outbox.Enqueue(envelope);

    public void OnOffered(ChannelOpen channel)
    {
        if (Refuses)
        {
            return;
        }

        if (channel.Kind == ChannelKind.Sound)
        {
            Sound = Media.AcceptSound(channel, Conference, $"link:{Far}", MonotonicClock.Now);
        }
        else
        {
            PictureIn = Media.AcceptPicture(channel, Conference, MonotonicClock.Now);
        }

        Replan();
    }

    public void OnOpened(LinkChannel channel)
    {
    }

    public void OnClosed(LinkChannel channel)
    {
        Closed.Add(channel);
        Sound = ReferenceEquals(Sound, channel) ? null : Sound;
        PictureOut = ReferenceEquals(PictureOut, channel) ? null : PictureOut;
        PictureIn = ReferenceEquals(PictureIn, channel) ? null : PictureIn;
        Replan();
        Media.Close(channel);
    }

    public void Dispose()
    {
        Conference.Dispose();
        Engine.Dispose();
        roomSound.Dispose();
        voiceEncoder.Dispose();
        camera.Dispose();
        scene.Dispose();
        Assert.That(Observer.Faults, Is.Empty);
        Assert.That(Engine.PacketsInUse, Is.Zero, "packets were not given back");
    }

    private static AudioPlanLeg Plan(AudioLeg leg) => new(leg, GainDecibels: 0, IsMuted: false, HasFloor: false, Listens: true);

    private static VideoPlanSite Site(VideoSource? source) =>
        new("Xã", source, PaneStatus.Live, IsMuted: false, HasFloor: false, Speaks: false);

    private static LayoutPlan Single(string site) => new(Size, [new Pane(new PaneRectangle(0, 0, Width, Height), site, PaneKind.Main)], pageCount: 1);

    private sealed class Nowhere : IDatagramSender
    {
        public void Send(ReadOnlySpan<byte> datagram)
        {
        }

        public void SendMany(ReadOnlySpan<PacketBuffer> packets)
        {
        }
    }
}
