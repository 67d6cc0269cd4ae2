using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtcp;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;
using Mcu.Tests.Packetizing;

namespace Mcu.Tests.Conferences.Media;

/// <summary>Two hours on a fake clock: a room whose own clock is off, its sound and picture, and the two lines that it is sent.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LipSyncTests : IDisposable
{
    private const int Hours = 2;
    private const double RoomsClockIsOffBy = 100e-6;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    private readonly FakeCodecs codecs = new();
    private readonly PacketPool pool = new(1024);
    private readonly AccessUnitPool units = new(64);
    private readonly PacketizedPicture keyFrame = new();
    private readonly Picture canvas = new(640, 360);
    private readonly CapturingSender sent = new() { OnlyCounts = true };
    private readonly ConferenceAudio audio;
    private readonly SharedVideoEncoder video;
    private readonly VideoSendPath path;
    private readonly AudioRoom room;
    private readonly VideoSource source;
    private readonly VideoReceivePath shown;
    private readonly ReportedLine reportedSound;
    private readonly ReportedLine reportedPicture;
    private Instant now = Instant.FromMilliseconds(86_400_000);
    private double roomMilliseconds;
    private TimeSpan worstSkew;
    private int framesSaid;
    private ushort pictureSequence;

    public LipSyncTests()
    {
        audio = new ConferenceAudio(codecs, new AudioMixerOptions(), _ => { });
        video = new SharedVideoEncoder(new EncoderClass(VideoCodec.H264, 640, 360, 25, 1_500_000), codecs, "superfast");
        path = new VideoSendPath(96, 4_000_000, new RtpStreamLine(RtpClock.Video, new SeededRandom(8)), sent, pool, new SeededRandom(9));
        room = new AudioRoom(0, rooms: 0, pool, codecs, AudioCodec.Pcma) { IsTalking = false };
        audio.Publish(new AudioPlan([room.Plan()]));
        video.Attach(path, now);
        source = new VideoSource(codecs, VideoCodec.H264, new VideoDecoderLimits(), () => { });
        shown = new VideoReceivePath(PayloadTypeSet.Of(96), new H264Depacketizer(units, new VideoDecoderLimits()), source);
        new H264Packetizer(packetizationMode: 1).Packetize(TestNals.KeyFrame(3000), true, keyFrame);
        var clock = new NtpClock(now, DateTimeOffset.UnixEpoch);
        reportedSound = new ReportedLine(room.Leg.Line, clock, now);
        reportedPicture = new ReportedLine(path.Line, clock, now);
    }

    public void Dispose()
    {
        audio.Dispose();
        video.Dispose();
        path.Close();
        path.Send(now);
        room.Dispose();
        shown.Clear();
        source.Dispose();
        canvas.Dispose();
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
        Assert.That(units.Rented, Is.Zero, "access units were not given back");
    }

    [Test]
    public void TwoHours_SoundAndPicture_StayTogetherAndTakeNoMemory()
    {
        Run(frames: 50 * 10);
        FillPool(); // drift makes the playout buffer hold a packet more now and then
        double delay = room.Receive.Playout.DelayMs;
        Assert.That(Allocations.In(() => Run(frames: Hours * 3600 * 50)), Is.Zero);

        Assert.That(Math.Min(reportedSound.Reports, reportedPicture.Reports), Is.GreaterThan(Hours * 3600 / 5));
        Assert.That(worstSkew.TotalMilliseconds, Is.LessThan(40), "what the room makes of our reports");
        Assert.That(room.OddSteps, Is.Zero);
        Assert.That(room.Receive.Playout.DelayMs, Is.EqualTo(delay).Within(40), "the room's clock runs ahead by 720 ms in that time");
        Assert.That(shown.Units, Is.GreaterThan(Hours * 3600));
        Assert.That(pool.Rented, Is.LessThan(200));
        Assert.That(units.Rented, Is.LessThan(10));
    }

    private void FillPool()
    {
        List<PacketBuffer> spare = [];
        while (spare.Count < 64 && pool.TryRent(out PacketBuffer? packet))
        {
            spare.Add(packet);
        }

        spare.ForEach(packet => packet.Return());
    }

    private void Run(int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            now += Frame;
            roomMilliseconds += Frame.TotalMilliseconds * (1 + RoomsClockIsOffBy);
            for (; roomMilliseconds >= Frame.TotalMilliseconds; roomMilliseconds -= Frame.TotalMilliseconds)
            {
                RoomSends();
            }

            audio.Tick(now, now);
            if (frame % 2 == 0 && video.IsWanted(changed: true, now))
            {
                video.TryEncode(canvas.View, now);
            }

            path.Send(now);
            if (reportedSound.Poll(now) | reportedPicture.Poll(now))
            {
                Compare();
            }
        }
    }

    // Sound each 20 ms of its clock, and each second a picture, which nobody looks at.
    private void RoomSends()
    {
        room.Speak(now);
        for (int i = 0; framesSaid % 50 == 0 && i < keyFrame.Count && pool.TryRent(out PacketBuffer? packet); i++)
        {
            var header = new RtpHeader(96, i == keyFrame.Count - 1, pictureSequence++, (uint)(framesSaid * (RtpClock.Video / 50)), 78);
            packet.Length = RtpWriter.Write(packet.Bytes, header, keyFrame[i]);
            shown.Receive(packet, now);
        }

        framesSaid++;
        source.Process();
    }

    private void Compare()
    {
        TimeSpan skew = (reportedSound.Drift - reportedPicture.Drift).Duration();
        worstSkew = skew > worstSkew ? skew : worstSkew;
    }
}
