using Mcu.Core.Rtp;
using Mcu.Core.Time;

namespace Mcu.Tests.Rtp;

/// <summary>What one leg may cost.</summary>
public sealed class FloodGuardTests
{
    [Test]
    public void Admits_OrdinaryVideo_DropsNothing()
    {
        var guard = new FloodGuard();
        for (int i = 0; i < 4000; i++)
        {
            // A picture of 17 packets at once each 40 ms: 4 Mbit/s.
            Assert.That(guard.Admits(1200, Instant.FromMilliseconds(i / 17 * 40)), Is.True);
        }
    }

    [Test]
    public void Admits_FiftyfoldFlood_LetsTheRateThrough()
    {
        var guard = new FloodGuard(packetsPerSecond: 1000, bitsPerSecond: 100_000_000);
        int passed = 0;
        for (int i = 0; i < 100_000; i++)
        {
            passed += guard.Admits(200, Instant.FromMilliseconds(i * 0.1)) ? 1 : 0;
        }

        Assert.That(passed, Is.EqualTo(10_250).Within(50));
        Assert.That(guard.Dropped, Is.EqualTo(100_000 - passed));
    }

    [Test]
    public void TryTake_AfterAPause_HoldsNoMoreThanTheBurst()
    {
        var bucket = new TokenBucket(100, 5);
        Instant later = Instant.FromMilliseconds(60_000);
        for (int i = 0; i < 5; i++)
        {
            Assert.That(bucket.TryTake(1, later), Is.True);
        }

        Assert.That(bucket.TryTake(1, later), Is.False);
        Assert.That(bucket.TryTake(1, later + TimeSpan.FromMilliseconds(10)), Is.True);
    }
}
