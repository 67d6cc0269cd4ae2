using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Mixing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

/// <summary>Two hours on a fake clock: a room whose own clock is off, and the two lines that it is sent.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LipSyncTests : IDisposable
{
    private const int Hours = 2;
    private const double RoomsClockIsOffBy = 60e-6;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(20);

    private readonly FakeCodecs codecs = new();
    private readonly PacketPool pool = new(1024);
    private readonly Picture canvas = new(640, 360);
    private readonly CapturingSender sent = new() { OnlyCounts = true };
    private readonly ConferenceAudio audio;
    private readonly SharedVideoEncoder video;
    private readonly VideoSendPath path;
    private readonly AudioRoom room;
    private Instant now = Instant.FromMilliseconds(86_400_000);
    private double roomMilliseconds;

    public LipSyncTests()
    {
        audio = new ConferenceAudio(codecs, new AudioMixerOptions(), _ => { });
        video = new SharedVideoEncoder(new EncoderClass(VideoCodec.H264, 640, 360, 25, 1_500_000), codecs, "superfast");
        path = new VideoSendPath(96, 4_000_000, new RtpStreamLine(RtpClock.Video, new SeededRandom(8)), sent, pool, new SeededRandom(9));
        room = new AudioRoom(0, rooms: 0, pool, codecs, AudioCodec.Pcma) { IsTalking = false };
        audio.Publish(new AudioPlan([room.Plan()]));
        video.Attach(path, now);
    }

    public void Dispose()
    {
        audio.Dispose();
        video.Dispose();
        path.Close();
        path.Send(now);
        room.Dispose();
        canvas.Dispose();
        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
    }

    [Test]
    public void TwoHours_SoundAndPicture_StayTogetherAndTakeNoMemory()
    {
        Run(frames: 50 * 10);
        FillPool(); // drift makes the playout buffer hold a packet more now and then
        (SenderSnapshot Sound, SenderSnapshot Picture) start = Snapshots();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(frames: Hours * 3600 * 50);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        (SenderSnapshot Sound, SenderSnapshot Picture) end = Snapshots();
        TimeSpan sound = OffBy(start.Sound, end.Sound, room.Leg.Line.ClockRate);
        TimeSpan picture = OffBy(start.Picture, end.Picture, RtpClock.Video);
        Assert.That((end.Sound.CapturedAt - start.Sound.CapturedAt).TotalHours, Is.EqualTo(Hours).Within(0.001));
        Assert.That((sound - picture).TotalMilliseconds, Is.Zero.Within(40));
        Assert.That(room.OddSteps, Is.Zero);
        Assert.That(room.Receive.Playout.DelayMs, Is.LessThan(120), "the room's clock runs ahead by 430 ms in that time");
        Assert.That(pool.Rented, Is.LessThan(200));
    }

    // How far the timestamps of a line have run from the capture times that its sender reports tie them to.
    private static TimeSpan OffBy(in SenderSnapshot start, in SenderSnapshot end, int clockRate) =>
        RtpClock.Duration(end.Timestamp - start.Timestamp, clockRate) - (end.CapturedAt - start.CapturedAt);

    private void FillPool()
    {
        List<PacketBuffer> spare = [];
        while (spare.Count < 64 && pool.TryRent(out PacketBuffer? packet))
        {
            spare.Add(packet);
        }

        spare.ForEach(packet => packet.Return());
    }

    private (SenderSnapshot Sound, SenderSnapshot Picture) Snapshots()
    {
        Assert.That(room.Leg.Line.TrySnapshot(out SenderSnapshot sound) & path.Line.TrySnapshot(out SenderSnapshot picture));
        return (sound, picture);
    }

    private void Run(int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            now += Frame;
            roomMilliseconds += Frame.TotalMilliseconds * (1 + RoomsClockIsOffBy);
            for (; roomMilliseconds >= Frame.TotalMilliseconds; roomMilliseconds -= Frame.TotalMilliseconds)
            {
                room.Speak(now);
            }

            audio.Tick(now, now);
            if (frame % 2 == 0 && video.IsWanted(changed: true, now))
            {
                video.Encode(canvas.View, now);
            }

            path.Send(now);
        }
    }
}
