using Mcu.Core.Rtcp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtcp;

/// <summary>The rate that a network bears.</summary>
public sealed class RateControllerTests
{
    private readonly RateController controller = new(200_000, 1_000_000, Instant.FromMilliseconds(0));

    [Test]
    public void Report_HighLoss_FallsToTheMinimumAndRisesFivePercentASecond()
    {
        var rate = new RateController(200_000, 1_000_000, Instant.FromMilliseconds(0));
        Assert.That(rate.Report(0.2, Instant.FromMilliseconds(1000)), Is.True);
        Assert.That(rate.Target, Is.EqualTo(850_000));
        Assert.That(rate.Report(0.05, Instant.FromMilliseconds(2000)), Is.False, "in between it stays");
        rate.Report(0.01, Instant.FromMilliseconds(4000));
        Assert.That(rate.Target, Is.EqualTo(937_125).Within(1));
        for (int i = 0; i < 20; i++)
        {
            rate.Report(0.5, Instant.FromMilliseconds(5000 + i));
        }

        Assert.That(rate.Target, Is.EqualTo(200_000));
    }

    [Test]
    public void SetLimit_OfThePeer_HoldsEvenBelowTheMinimum()
    {
        controller.SetLimit(RateLimitKind.Sdp, 700_000);
        controller.SetLimit(RateLimitKind.Remb, 500_000);
        Assert.That(controller.SetLimit(RateLimitKind.Tmmbr, 100_000), Is.True);
        Assert.That(controller.Target, Is.EqualTo(100_000));
        controller.SetLimit(RateLimitKind.Tmmbr, long.MaxValue);
        Assert.That(controller.Target, Is.EqualTo(500_000));
    }

    [TestCase(0)]
    [TestCase(1_500_000)]
    [TestCase(123_456_789)]
    public void BitRateLimit_WrittenAndRead_IsWithinItsMantissa(long rate)
    {
        var bytes = new byte[BitRateLimit.Length];
        new BitRateLimit(1, rate, 40).Write(bytes);
        Assert.That(BitRateLimit.Read(bytes).BitsPerSecond, Is.InRange((long)(rate * 0.9999), rate));
    }

    [Test]
    public void At_OneSecondLater_IsOneSecondOfNtp()
    {
        var clock = new NtpClock(Instant.FromMilliseconds(0), new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.That(clock.At(Instant.FromMilliseconds(0)).Value >> 32, Is.EqualTo(2_208_988_800));
        NtpTime later = clock.At(Instant.FromMilliseconds(1500));
        Assert.That(later - clock.At(Instant.FromMilliseconds(0)), Is.EqualTo(TimeSpan.FromSeconds(1.5)));
        Assert.That(later.Middle, Is.EqualTo(unchecked((uint)(((2_208_988_801UL << 32) | 0x80000000) >> 16))));
    }
}
