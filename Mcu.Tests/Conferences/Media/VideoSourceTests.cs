using Mcu.Core.Codecs;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Packetizing;
using Mcu.Core.Time;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Conferences.Media;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VideoSourceTests : IDisposable
{
    private const int Turn = 8;

    private readonly AccessUnitPool pool = new(1024);
    private readonly FakeCodecs codecs = new();
    private readonly VideoSource source;
    private int wakes;
    private byte number;

    public VideoSourceTests() => source = new VideoSource(codecs, VideoCodec.H264, new VideoDecoderLimits(), () => wakes++);

    public void Dispose()
    {
        source.Dispose();
        Assert.That(pool.Rented, Is.Zero, "access units were not given back");
        Assert.That(codecs.Decoders[0].IsDisposed && codecs.Pictures.TrueForAll(picture => picture.IsDisposed), "native memory was kept");
    }

    private FakeVideoDecoder Decoder => codecs.Decoders[0];

    [Test]
    public void Process_Hidden_DecodesNothingAndKeepsWhatTheNextPictureNeeds()
    {
        OfferGroup(pictures: 5);
        Assert.That(source.Process(), Is.False);
        Assert.That(Decoder.Decoded, Is.Empty);
        Assert.That(pool.Rented, Is.EqualTo(5));
    }

    [Test]
    public void Show_AfterHiddenWithKeptUnits_ShowsTheNewestWithinOneTurnWithoutAKeyFrame()
    {
        OfferGroup(pictures: 6);
        source.Process();
        source.Show();
        Assert.That(wakes, Is.EqualTo(1));
        Assert.That(source.Process(), Is.False);
        source.TakeNewest();
        Assert.That(source.IsFresh);
        Assert.That(Decoder.Decoded, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(source.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void Show_Again_WakesOnce()
    {
        source.Show();
        source.Show();
        Assert.That(wakes, Is.EqualTo(1));
    }

    [Test]
    public void Process_KeyFrameWhileHidden_DropsWhatCameBefore()
    {
        OfferGroup(pictures: 20);
        OfferGroup(pictures: 3);
        source.Process();
        Assert.That(pool.Rented, Is.EqualTo(3));
    }

    [Test]
    public void Process_BeforeAnyKeyFrame_DropsAndCounts()
    {
        Offer(isKeyFrame: false);
        source.Process();
        Assert.That(source.UnitsDropped, Is.EqualTo(1));
        Assert.That(pool.Rented, Is.Zero);
    }

    [Test]
    public void Process_MoreThanATurnsWork_LeavesTheRestForTheNextTurn()
    {
        source.Show();
        OfferGroup(pictures: Turn + 3);
        Assert.That(source.Process());
        Assert.That(Decoder.Decoded, Has.Count.EqualTo(Turn));
        Assert.That(source.Process(), Is.False);
        Assert.That(Decoder.Decoded, Has.Count.EqualTo(Turn + 3));
    }

    [Test]
    public void Process_HiddenForTooLong_ForgetsAndWantsAKeyFrameOnce()
    {
        OfferGroup(pictures: 1);
        for (int i = 0; i < VideoSource.MaxKeptUnits; i++)
        {
            Offer(isKeyFrame: false);
            source.Process();
        }

        Assert.That(pool.Rented, Is.Zero);
        Assert.That(source.TakeKeyFrameWanted(), "a hidden site asks, or it has nothing to show later");
        Assert.That(source.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void Process_HiddenWithHugePictures_IsBoundedInBytes()
    {
        OfferGroup(pictures: 1);
        for (int i = 0; i < 10; i++)
        {
            Offer(isKeyFrame: false, length: 1 << 20);
            source.Process();
        }

        Assert.That(pool.Rented, Is.LessThanOrEqualTo(4));
    }

    [Test]
    public void Offer_FasterThanTheWorker_WaitsForAKeyFrameAndWantsOne()
    {
        source.Show();
        OfferGroup(pictures: 65); // the ring holds 64
        Offer(isKeyFrame: false);
        source.Process();
        Assert.That(Decoder.Decoded, Is.Empty, "a picture whose reference is missing must not be shown");
        Assert.That(source.TakeKeyFrameWanted());
        OfferGroup(pictures: 1);
        source.Process();
        Assert.That(Decoder.Decoded, Has.Count.EqualTo(1));
        Assert.That(source.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void Process_CorruptUnit_FlushesAndWaitsForAKeyFrame()
    {
        source.Show();
        OfferGroup(pictures: 2);
        Offer(isKeyFrame: false, kind: FakeVideoDecoder.Broken);
        Offer(isKeyFrame: false);
        source.Process();
        Assert.That(Decoder.Flushes, Is.EqualTo(1));
        Assert.That(Decoder.Decoded, Has.Count.EqualTo(2), "what follows a broken unit refers to it");
        Assert.That(source.TakeKeyFrameWanted());
        Offer(isKeyFrame: true);
        source.Process();
        Assert.That(Decoder.Decoded, Has.Count.EqualTo(3));
    }

    [Test]
    public void TakeKeyFrameWanted_AfterTheKeyFrameCame_IsNot()
    {
        source.Show();
        OfferGroup(pictures: 1);
        Offer(isKeyFrame: false, kind: FakeVideoDecoder.Broken);
        source.Process();
        Offer(isKeyFrame: true);
        source.Process();
        Assert.That(source.TakeKeyFrameWanted(), Is.False);
    }

    [Test]
    public void Process_Picture_CarriesItsTimesAndSize()
    {
        source.Show();
        Offer(isKeyFrame: true);
        source.Process();
        source.TakeNewest();
        Assert.That(source.Pictures.Front.RtpTimestamp, Is.EqualTo(1u));
        Assert.That(source.Pictures.Front.ReceivedAt, Is.EqualTo(Instant.FromMilliseconds(1)));
        Assert.That(source.Size, Is.EqualTo((32, 18)));
        Assert.That(source.PicturesDecoded, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_WithUnitsInTheRingAndKept_ReturnsAll()
    {
        OfferGroup(pictures: 4);
        source.Process();
        OfferGroup(pictures: 2);
        Assert.That(pool.Rented, Is.EqualTo(6));
    }

    [Test]
    public void OfferAndProcess_InSteadyState_AllocateNothing()
    {
        source.Show();
        OfferGroup(pictures: 2000); // the ring overflows, and all buffers exist
        source.Process();
        Offer(isKeyFrame: true);
        Assert.That(Allocations.Of(() =>
        {
            Offer(isKeyFrame: false);
            source.Process();
            source.TakeNewest();
        }, 1500), Is.Zero);
    }

    private void OfferGroup(int pictures)
    {
        for (int i = 0; i < pictures; i++)
        {
            Offer(isKeyFrame: i == 0);
        }
    }

    private void Offer(bool isKeyFrame, byte kind = FakeVideoDecoder.Good, int length = 2)
    {
        if (!pool.TryRent(out AccessUnit? unit))
        {
            throw new InvalidOperationException("Access units are not given back.");
        }

        number++;
        unit.TryAppend([kind]);
        for (int left = length - 2; left > 0; left -= Filling.Length)
        {
            unit.TryAppend(Filling[..Math.Min(left, Filling.Length)]);
        }

        unit.TryAppend([number]);
        unit.IsKeyFrame = isKeyFrame;
        unit.RtpTimestamp = number;
        unit.ReceivedAt = Instant.FromMilliseconds(number);
        source.Offer(unit);
    }

    private static ReadOnlySpan<byte> Filling => new byte[1024];
}
