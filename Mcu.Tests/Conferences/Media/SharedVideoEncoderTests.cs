using Mcu.Core.Buffers;
using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SharedVideoEncoderTests : IDisposable
{
    private const int Sps = 7;
    private const int IdrSlice = 5;
    private static readonly EncoderClass Common = new(VideoCodec.H264, 640, 360, 25, 1_500_000);

    private readonly FakeCodecs codecs = new();
    private readonly PacketPool pool = new(4096);
    private readonly Picture canvas = new(640, 360);
    private readonly List<VideoLeg> legs = [];
    private readonly SharedVideoEncoder encoder;
    private double now = 10_000;

    public SharedVideoEncoderTests() => encoder = new SharedVideoEncoder(Common, codecs, "superfast");

    private FakeVideoEncoder Made => codecs.Encoders[0];

    public void Dispose()
    {
        encoder.Dispose();
        canvas.Dispose();
        foreach (VideoLeg leg in legs)
        {
            leg.Path.Close();
            leg.Path.Send(Now);
        }

        Assert.That(pool.Rented, Is.Zero, "packets were not given back");
        Assert.That(codecs.Encoders.TrueForAll(made => made.IsDisposed), "an encoder was kept");
    }

    [Test]
    public void Attach_FirstLeg_BeginsWithAKeyFrame()
    {
        VideoLeg leg = Attach();
        Run(pictures: 3);
        Assert.That(leg.Sent.NalTypes.First(), Is.EqualTo(Sps));
        Assert.That(leg.Path.Pictures, Is.EqualTo(3));
    }

    [Test]
    public void RequestKeyFrame_ByEveryLegWithEveryPicture_MakesOneIn500Ms()
    {
        VideoLeg[] all = [.. Enumerable.Range(0, 20).Select(_ => Attach())];
        for (int i = 0; i < 50; i++)
        {
            Array.ForEach(all, leg => leg.Path.RequestKeyFrame());
            Run(pictures: 1);
        }

        Assert.That(Made.Encoded, Is.EqualTo(50));
        Assert.That(Made.KeyFrames, Is.EqualTo(4), "50 pictures are 2 s");
    }

    [Test]
    public void Attach_WithinHalfASecondOfAKeyFrame_ReplaysItAndMakesNoNewOne()
    {
        VideoLeg first = Attach();
        Run(pictures: 8);
        VideoLeg late = Attach();
        Run(pictures: 4);
        Assert.That(Made.KeyFrames, Is.EqualTo(1));
        Assert.That(late.Sent.NalTypes.First(), Is.EqualTo(Sps));
        Assert.That(late.Path.Pictures, Is.EqualTo(first.Path.Pictures));
        Assert.That(late.Sent.Timestamps, Is.Ordered);
    }

    [Test]
    public void Attach_LongAfterTheKeyFrame_GetsOneOfItsOwnTimeAndNothingBefore()
    {
        Attach();
        Run(pictures: 30);
        VideoLeg late = Attach();
        Run(pictures: 2);
        Assert.That(Made.KeyFrames, Is.EqualTo(2));
        Assert.That(late.Sent.NalTypes.First(), Is.EqualTo(Sps));
        Assert.That(late.Path.Pictures, Is.EqualTo(2));
    }

    [Test]
    public void IsWanted_AHeldLegIsReleased_GetsTheKeyFrameThatWasMadeMeanwhileAtOnce()
    {
        VideoLeg leg = Attach(isHeld: true);
        Run(pictures: 4);
        Assert.That(leg.Sent.Packets, Is.Empty, "it would have gone nowhere");
        leg.Path.IsHeld = false;
        Run(pictures: 1);
        Assert.That(leg.Path.Pictures, Is.EqualTo(5));
        Assert.That(leg.Sent.NalTypes.First(), Is.EqualTo(Sps));
        Assert.That(Made.KeyFrames, Is.EqualTo(1));
    }

    [Test]
    public void IsWanted_AHeldLegIsReleasedLongAfterTheKeyFrame_GetsOneAtOnce()
    {
        VideoLeg leg = Attach(isHeld: true);
        Run(pictures: 30);
        leg.Path.IsHeld = false;
        Run(pictures: 1);
        Assert.That((leg.Path.Pictures, Made.KeyFrames), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Detach_AHeldLeg_IsNotSentAnythingWhenReleased()
    {
        VideoLeg leg = Attach(isHeld: true);
        Assert.That(encoder.IsUsed);
        encoder.Detach(leg.Path);
        Assert.That(encoder.IsUsed, Is.False);
        leg.Path.IsHeld = false;
        Run(pictures: 3);
        Assert.That(leg.Sent.Packets, Is.Empty);
    }

    [Test]
    public void Attach_InARushOfJoins_CostsNoMoreKeyFramesThanOneIn500Ms()
    {
        for (int i = 0; i < 40; i++)
        {
            Attach();
            Run(pictures: 2);
        }

        Assert.That(Made.KeyFrames, Is.LessThanOrEqualTo(7), "80 pictures are 3.2 s");
        Assert.That(legs.TrueForAll(leg => leg.Sent.NalTypes.First() == Sps));
    }

    [Test]
    public void Attach_Twice_SendsOnce()
    {
        VideoLeg leg = Attach();
        encoder.Attach(leg.Path, Now);
        Run(pictures: 5);
        Assert.That(leg.Path.Pictures, Is.EqualTo(5));
    }

    [Test]
    public void Attach_ALegThatMovesFromAnotherEncoder_BeginsWithAKeyFrameAndItsLineGoesOn()
    {
        using var other = new SharedVideoEncoder(Common with { BitsPerSecond = 750_000 }, codecs, "superfast");
        VideoLeg leg = Attach();
        var companion = new VideoLeg(pool, seed: 99);
        other.Attach(companion.Path, Now);
        Run(pictures: 5, other);
        int before = leg.Sent.Packets.Count;
        encoder.Detach(leg.Path);
        other.Attach(leg.Path, Now);
        Run(pictures: 30, other);
        companion.End(Now);

        int first = leg.Sent.NalTypes.ElementAt(before);
        Assert.That(first, Is.EqualTo(Sps), "it moves with a key frame, not with a replay");
        ushort[] sequences = [.. leg.Sent.Sequences];
        Assert.That(Enumerable.Range(1, sequences.Length - 1).All(i => (ushort)(sequences[i] - sequences[i - 1]) == 1));
        Assert.That(leg.Sent.Timestamps.Select(at => (int)(at - leg.Sent.Timestamps.First())), Is.Ordered);
    }

    [Test]
    public void Attach_ANewPathOnALineThatHasSent_IsNotSentThePast()
    {
        VideoLeg old = Attach();
        Run(pictures: 4);
        encoder.Detach(old.Path);
        var renewed = new VideoLeg(pool, old); // a re-INVITE with another payload type
        legs.Add(renewed);
        encoder.Attach(renewed.Path, Now);
        Run(pictures: 30);
        uint last = old.Sent.Timestamps.Last();
        Assert.That(renewed.Sent.NalTypes.First(), Is.EqualTo(Sps));
        Assert.That((int)(renewed.Sent.Timestamps.First() - last), Is.Positive);
    }

    [Test]
    public void IsWanted_NothingChanges_RefinesForASecondThenRepeatsTwiceASecond()
    {
        Attach();
        Run(pictures: 1);
        int before = Made.Encoded;
        Run(pictures: 25, changed: false);
        Assert.That(Made.Encoded - before, Is.InRange(23, 25), "refined");
        before = Made.Encoded;
        Run(pictures: 100, changed: false);
        Assert.That(Made.Encoded - before, Is.InRange(6, 9), "4 s of a still picture");
    }

    [TestCase(25, 12, 12.5)]
    [TestCase(25, 8, 8.4)]
    [TestCase(25, 5, 5)]
    [TestCase(30, 15, 15)]
    [TestCase(30, 6, 6)]
    public void IsWanted_ClassOfFewerPictures_NeverExceedsTheSitesLimit(int conference, int frames, double expected)
    {
        using var slow = new SharedVideoEncoder(Common with { FramesPerSecond = frames }, codecs, "superfast");
        var leg = new VideoLeg(pool, seed: 5);
        slow.Attach(leg.Path, Now);
        var due = Instant.FromMilliseconds(now);
        for (int i = 0; i < conference * 10; i++)
        {
            due += TimeSpan.FromTicks(TimeSpan.TicksPerSecond / conference);
            if (slow.IsWanted(changed: true, due))
            {
                slow.TryEncode(canvas.View, due);
                leg.Drain(due);
            }
        }

        leg.End(due);
        Assert.That(slow.Delivered / 10.0, Is.EqualTo(expected).Within(0.2));
    }

    [Test]
    public void Encode_TheEncoderRefusesTheKeyFrame_AsksItAgainWithTheNextPicture()
    {
        VideoLeg leg = Attach();
        Made.Refuses = true;
        Run(pictures: 3);
        Made.Refuses = false;
        Run(pictures: 1);
        Assert.That(leg.Sent.NalTypes.First(), Is.EqualTo(Sps));
    }

    [Test]
    public void SetTap_InMidMeeting_BeginsWithAKeyFrameAndAsksForNoMore()
    {
        Attach();
        Run(pictures: 30);
        var tap = new Tap { Takes = true };
        encoder.SetTap(tap);
        Run(pictures: 1);
        Assert.That((tap.Units, tap.KeyFrames), Is.EqualTo((1, 1)));
        encoder.SetTap(tap); // as with every new plan
        Run(pictures: 50);
        Assert.That((tap.Units, tap.KeyFrames), Is.EqualTo((51, 1)));
    }

    [Test]
    public void SetTap_ATapThatTakesNothing_IsGivenKeyFramesInTheirTime()
    {
        var tap = new Tap();
        encoder.SetTap(tap);
        Run(pictures: 50);
        Assert.That(tap.KeyFrames, Is.EqualTo(4));
        tap.Takes = true;
        Run(pictures: 50);
        Assert.That(tap.KeyFrames, Is.InRange(4, 5));
    }

    [Test]
    public void IsUsed_WithoutLegsAndTap_IsFalse()
    {
        Assert.That(encoder.IsUsed, Is.False);
        VideoLeg leg = Attach();
        Assert.That(encoder.IsUsed);
        encoder.Detach(leg.Path);
        Assert.That(encoder.IsUsed, Is.False);
    }

    [Test]
    public void Encode_ALegThatDrainsNothing_TheOthersGoOn()
    {
        VideoLeg stuck = Attach();
        VideoLeg good = Attach();
        for (int i = 0; i < 300; i++)
        {
            Encode(encoder, changed: true);
            good.Drain(Now);
        }

        Assert.That(good.Path.Pictures, Is.EqualTo(300));
        stuck.Drain(Now);
        Assert.That(Made.KeyFrames, Is.GreaterThan(10), "the stuck leg needs one until one fits");
        Run(pictures: 30);
        Assert.That(stuck.Sent.NalTypes.Last(), Is.Not.EqualTo(IdrSlice));
        Assert.That(stuck.Path.Pictures, Is.GreaterThan(20), "it comes back with a key frame");
    }

    [Test]
    public void IsWantedAndTryEncode_InSteadyState_AllocateNothing()
    {
        VideoLeg leg = Attach();
        Attach();
        legs.ForEach(one => one.Sent.OnlyCounts = true);
        Assert.That(Allocations.Of(() => Run(pictures: 1), 400), Is.Zero);
        Assert.That(leg.Path.Pictures, Is.EqualTo(800));
    }

    private Instant Now => Instant.FromMilliseconds(now);

    private VideoLeg Attach(bool isHeld = false)
    {
        var leg = new VideoLeg(pool, legs.Count + 1);
        leg.Path.IsHeld = isHeld;
        legs.Add(leg);
        encoder.Attach(leg.Path, Now);
        return leg;
    }

    private void Run(int pictures, SharedVideoEncoder? second = null, bool changed = true)
    {
        for (int i = 0; i < pictures; i++)
        {
            Encode(encoder, changed);
            if (second is not null)
            {
                now -= 40;
                Encode(second, changed);
            }

            foreach (VideoLeg leg in legs)
            {
                leg.Drain(Now);
            }
        }
    }

    private void Encode(SharedVideoEncoder one, bool changed)
    {
        now += 40;
        if (one.IsWanted(changed, Now))
        {
            one.TryEncode(canvas.View, Now);
        }
    }

    private sealed class Tap : IVideoTap
    {
        public bool Takes { get; set; }

        public int Units { get; private set; }

        public int KeyFrames { get; private set; }

        public bool OnAccessUnit(ReadOnlySpan<byte> accessUnit, bool isKeyFrame, Instant capturedAt)
        {
            Units++;
            KeyFrames += isKeyFrame ? 1 : 0;
            return Takes;
        }
    }
}
