using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Tests.Loops;

/// <summary>Wall-clock time out of the monotonic clock.</summary>
public sealed class WallClockTests
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;

    [Test]
    public void ToNtp_UnixEpochAndAHalf_IsSecondsSince1900AndTheUpperFractionBit()
    {
        var clock = new WallClock(Instant.FromMilliseconds(10), Epoch);

        ulong ntp = clock.ToNtp(Instant.FromMilliseconds(510));

        Assert.That(ntp >> 32, Is.EqualTo(2_208_988_800)); // RFC 5905, figure 4
        Assert.That(ntp & 0xFFFFFFFF, Is.EqualTo(0x80000000));
    }

    [Test]
    public void ToUtc_ThereAndBack_IsTheSameInstant()
    {
        var clock = new WallClock(Instant.FromMilliseconds(5000), Epoch.AddYears(55));
        Instant instant = Instant.FromMilliseconds(123_456);

        Assert.That(clock.ToInstant(clock.ToUtc(instant)), Is.EqualTo(instant));
    }

    [Test]
    public void FromSystem_Now_IsNow()
    {
        WallClock clock = WallClock.FromSystem();

        Assert.That(clock.ToUtc(MonotonicClock.Now), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromSeconds(10)));
    }
}
