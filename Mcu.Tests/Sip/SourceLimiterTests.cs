using System.Net;
using Mcu.Core.Sip;
using Mcu.Core.Time;

namespace Mcu.Tests.Sip;

public sealed class SourceLimiterTests
{
    [Test]
    public void TryTake_ManySources_StaysBoundedAndRecovers()
    {
        var limiter = new SourceLimiter(perSecond: 1, burst: 2);
        int served = Enumerable.Range(0, 10_000).Count(i => limiter.TryTake(new IPAddress(i + 1), Instant.FromMilliseconds(0)));
        Assert.That(served, Is.EqualTo(4098), "4096 sources of their own, then one bucket of two for all others");
        Assert.That(limiter.TryTake(new IPAddress(99_999), Instant.FromMilliseconds(3000)), Is.True);
    }
}
