using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

/// <summary>A source's pictures on their way to legs without being encoded again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PassedVideoTests : IDisposable
{
    private const uint Step = 3600; // 25 pictures a second
    private readonly AccessUnitPool units = new(256);
    private readonly PacketPool packets = new(4096);
    private readonly FakeCodecs codecs = new();
    private readonly VideoSource source;
    private readonly PassedVideo passed;
    private readonly List<VideoLeg> legs = [];
    private double now = 10_000;
    private uint timestamp = 5000;

    public PassedVideoTests()
    {
        source = new VideoSource(codecs, VideoCodec.Vp8, new VideoDecoderLimits(), () => { });
        source.Show();
        passed = new PassedVideo(source, new EncoderClass(VideoCodec.Vp8, 640, 360, 25, 500_000));
    }

    private Instant Now => Instant.FromMilliseconds(now);

    public void Dispose()
    {
        passed.Dispose();
        source.Dispose();
        foreach (VideoLeg leg in legs)
        {
            leg.Path.Close();
            leg.Path.Send(Now);
        }

        Assert.That((packets.Rented, units.Rented), Is.EqualTo((0, 0)), "memory was not given back");
    }

    [Test]
    public void Tick_Pictures_LeaveAsTheyCame()
    {
        VideoLeg leg = Attach();
        Pass(isKeyFrame: true);
        Run(pictures: 9);
        Assert.That(leg.Path.Pictures, Is.EqualTo(10));
        Assert.That(codecs.Encoders, Is.Empty);
        Assert.That(leg.Sent.Packets[0][^2..], Is.EqualTo(new[] { FakeVideoDecoder.Good, (byte)1 }));
    }

    [Test]
    public void Tick_SourceStartsInTheMiddle_BeginsWithItsKeyFrame()
    {
        source.IsPassedOn = false;
        Pass(isKeyFrame: true);
        source.IsPassedOn = true;
        VideoLeg leg = Attach();
        Run(pictures: 5);
        Assert.That(leg.Sent.Packets, Is.Empty, "what came refers to what the leg never got");
        Assert.That(source.TakeKeyFrameWanted(), "a key frame is asked for");
        Pass(isKeyFrame: true);
        Assert.That(leg.Path.Pictures, Is.EqualTo(1));
    }

    [Test]
    public void Attach_WithinHalfASecondOfTheSourcesKeyFrame_GetsAllSinceAtOnceAndAsksForNothing()
    {
        VideoLeg first = Attach();
        Pass(isKeyFrame: true);
        Run(pictures: 10);
        source.TakeKeyFrameWanted();
        VideoLeg late = Attach();
        late.Drain(Now);
        Assert.That(late.Path.Pictures, Is.EqualTo(11));
        Run(pictures: 1);
        Assert.That(late.Path.Pictures, Is.EqualTo(first.Path.Pictures));
        Assert.That(late.Sent.Timestamps, Is.Ordered);
        Assert.That(source.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void Attach_NobodyWatchedTheKeyFrame_GetsAllSinceAtOnce()
    {
        Pass(isKeyFrame: true);
        Run(pictures: 5);
        VideoLeg leg = Attach();
        leg.Drain(Now);
        Assert.That(leg.Path.Pictures, Is.EqualTo(6));
    }

    [Test]
    public void Attach_LongAfterTheKeyFrame_AsksTheSourceWithTheNextTickAndWaitsForNothingElse()
    {
        Attach();
        Pass(isKeyFrame: true);
        Run(pictures: 20);
        source.TakeKeyFrameWanted();
        VideoLeg late = Attach();
        Run(pictures: 1);
        Assert.That(source.TakeKeyFrameWanted());
        Assert.That(late.Sent.Packets, Is.Empty);
        Pass(isKeyFrame: true);
        Assert.That(late.Path.Pictures, Is.EqualTo(1));
    }

    [Test]
    public void Tick_LegWantsKeyFramesAllTheTime_AsksTheSourceOnceIn500Ms()
    {
        VideoLeg leg = Attach();
        Pass(isKeyFrame: true);
        int asked = 0;
        for (int i = 0; i < 50; i++)
        {
            leg.Path.RequestKeyFrame();
            Run(pictures: 1);
            asked += source.TakeKeyFrameWanted() ? 1 : 0;
        }

        Assert.That(asked, Is.InRange(3, 5), "50 pictures are 2 s");
    }

    [Test]
    public void Tick_BrokenPicture_NothingLeavesUntilAKeyFrame()
    {
        VideoLeg leg = Attach();
        Pass(isKeyFrame: true);
        Pass(isKeyFrame: false, FakeVideoDecoder.Broken);
        Run(pictures: 3);
        Assert.That(leg.Path.Pictures, Is.EqualTo(1));
        Pass(isKeyFrame: true);
        Run(pictures: 2);
        Assert.That(leg.Path.Pictures, Is.EqualTo(4));
    }

    [Test]
    public void Tick_NobodyDrainsForLong_ComesBackWithAKeyFrame()
    {
        VideoLeg leg = Attach();
        Pass(isKeyFrame: true);
        source.TakeKeyFrameWanted();
        for (int i = 0; i < 100; i++)
        {
            Offer(isKeyFrame: false);
            source.Process();
        }

        Assert.That(source.TakeKeyFrameWanted(), "pictures were left out");
        Run(pictures: 1);
        long before = leg.Path.Pictures;
        Run(pictures: 5);
        Assert.That(leg.Path.Pictures, Is.EqualTo(before));
        Pass(isKeyFrame: true);
        Assert.That(leg.Path.Pictures, Is.EqualTo(before + 1));
    }

    [Test]
    public void Tick_PicturesComeInJerks_TimestampsStepAsTheSourcesAndNeverBackOrAhead()
    {
        VideoLeg leg = Attach();
        Pass(isKeyFrame: true);
        for (int round = 0; round < 20; round++)
        {
            Offer(isKeyFrame: false);
            Offer(isKeyFrame: false);
            source.Process();
            now += 80;
            Tick();
            Assert.That((int)(leg.Sent.Timestamps.Last() - leg.Sent.Timestamps.First()), Is.LessThanOrEqualTo(RtpClock.Units(Now - Start, RtpClock.Video)));
        }

        int[] steps = [.. leg.Sent.Timestamps.Zip(leg.Sent.Timestamps.Skip(1), (a, b) => (int)(b - a)).Skip(2)];
        Assert.That(steps, Is.All.EqualTo((int)Step));
    }

    [Test]
    public void Tick_SourcesClockJumps_LineStaysNearOurs()
    {
        VideoLeg leg = Attach();
        Pass(isKeyFrame: true);
        Run(pictures: 10);
        timestamp += 90_000 * 60;
        Run(pictures: 10);
        timestamp -= 90_000 * 30;
        Run(pictures: 10);
        uint[] sent = [.. leg.Sent.Timestamps];
        Assert.That(sent.Zip(sent.Skip(1), (a, b) => (int)(b - a)), Is.All.InRange(1, 3 * (int)Step));
        Assert.That((int)(sent[^1] - sent[0]), Is.EqualTo(30 * Step).Within(2 * Step));
    }

    [Test]
    public void Tick_InSteadyState_AllocatesNothing()
    {
        VideoLeg leg = Attach();
        leg.Sent.OnlyCounts = true;
        Pass(isKeyFrame: true);
        Run(pictures: 200);
        Assert.That(Allocations.Of(() => Run(pictures: 1), 400), Is.Zero);
    }

    private static Instant Start => Instant.FromMilliseconds(10_040);

    private VideoLeg Attach()
    {
        var leg = new VideoLeg(packets, legs.Count + 1);
        legs.Add(leg);
        passed.Attach(leg.Path, Now);
        return leg;
    }

    private void Run(int pictures)
    {
        for (int i = 0; i < pictures; i++)
        {
            Pass(isKeyFrame: false);
        }
    }

    private void Pass(bool isKeyFrame, byte kind = FakeVideoDecoder.Good)
    {
        Offer(isKeyFrame, kind);
        source.Process();
        now += 40;
        Tick();
    }

    private void Tick()
    {
        passed.Tick(Now);
        foreach (VideoLeg leg in legs)
        {
            leg.Drain(Now);
        }
    }

    private void Offer(bool isKeyFrame, byte kind = FakeVideoDecoder.Good)
    {
        if (!units.TryRent(out AccessUnit? unit))
        {
            throw new InvalidOperationException("Access units are not given back.");
        }

        unit.TryAppend([kind, 1]);
        unit.IsKeyFrame = isKeyFrame;
        unit.RtpTimestamp = timestamp += Step;
        unit.ReceivedAt = Now;
        source.Offer(unit);
    }
}
