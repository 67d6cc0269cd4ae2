using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;

namespace Mcu.Tests.Sdp.Negotiation;

public sealed class EncoderLimitTests
{
    private static NegotiatedVideo Video(params string[] lines)
    {
        SessionDescription offer = SdpTexts.Offer(["m=video 5000 RTP/AVP 97", "a=rtpmap:97 H264/90000", .. lines]);
        return SdpNegotiator.Answer(offer, Capabilities.Usual).Session!.Video!;
    }

    [Test]
    public void Limit_OfLevel_IsTheTable() =>
        Assert.That(Video("a=fmtp:97 profile-level-id=42e01f").Limit, Is.EqualTo(new EncoderLimit(3600, 108_000, int.MaxValue, 14_000_000)));

    [Test]
    public void Limit_RaisedByMaxParameters_NeverLowered() =>
        Assert.That(
            Video("a=fmtp:97 profile-level-id=42e014;max-fs=3600;max-mbps=108000;max-br=1000").Limit,
            Is.EqualTo(new EncoderLimit(3600, 108_000, int.MaxValue, 2_000_000)));

    [Test]
    public void Limit_OfHighProfile_HasAQuarterMoreRate() =>
        Assert.That(Video("a=fmtp:97 profile-level-id=64001f").Limit.MaxBitsPerSecond, Is.EqualTo(17_500_000));

    [TestCase("b=TIAS:700000", 700_000)]
    [TestCase("b=AS:1000", 934_000)]
    [TestCase("b=AS:100000", 14_000_000)]
    [TestCase("b=AS:100\nb=TIAS:700000", 700_000)]
    [TestCase("b=AS:0", 14_000_000)]
    public void Limit_CappedByBandwidthLines(string bandwidth, int expected) =>
        Assert.That(Video(bandwidth, "a=fmtp:97 profile-level-id=42e01f").Limit.MaxBitsPerSecond, Is.EqualTo(expected));

    [Test]
    public void Limit_WithoutFmtp_IsLevel1Mode0()
    {
        NegotiatedVideo video = Video();
        Assert.That(video.H264!.PacketizationMode, Is.Zero);
        Assert.That(video.Limit, Is.EqualTo(new EncoderLimit(99, 1_485, int.MaxValue, 64_000)));
    }

    [Test]
    public void Limit_OfVp8_IsMaxFsAndMaxFr()
    {
        SessionDescription offer = SdpTexts.Offer("m=video 5000 RTP/AVP 100", "b=AS:1000", "a=rtpmap:100 VP8/90000", "a=fmtp:100 max-fs=3600;max-fr=15");
        EncoderLimit limit = SdpNegotiator.Answer(offer, Capabilities.Usual).Session!.Video!.Limit;
        Assert.That(limit, Is.EqualTo(new EncoderLimit(3600, int.MaxValue, 15, 934_000)));
        Assert.That(limit.FramesPerSecondAt(1280, 720), Is.EqualTo(15));
    }

    [TestCase(1280, 720, true)]
    [TestCase(720, 1280, true)]
    [TestCase(1296, 720, false)]
    [TestCase(1920, 480, true)]
    [TestCase(2736, 320, false)]
    public void AllowsSize_WithinMaxFsAndItsLongestSide(int width, int height, bool expected) =>
        Assert.That(new EncoderLimit(3600, 108_000, int.MaxValue, 1).AllowsSize(width, height), Is.EqualTo(expected));

    [TestCase(1280, 720, 30)]
    [TestCase(640, 360, 117)]
    [TestCase(1920, 1080, 0)]
    public void FramesPerSecondAt_DividesTheBlocks(int width, int height, int expected) =>
        Assert.That(new EncoderLimit(3600, 108_000, int.MaxValue, 1).FramesPerSecondAt(width, height), Is.EqualTo(expected));

    [Test]
    public void ParameterSets_ComeAsBytes_AndNonsenseIsDropped()
    {
        NegotiatedVideo video = Video("a=fmtp:97 profile-level-id=42e01f;sprop-parameter-sets=Z0LgH5ZU,!!,aM48gA==," + new string('A', 5000));
        Assert.That(video.H264!.ParameterSets.Select(Convert.ToHexString), Is.EqualTo(new[] { "6742E01F9654", "68CE3C80" }));
    }
}
