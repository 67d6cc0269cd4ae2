using Mcu.Cascade.Failover;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>How fast things may go out.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenBucketTests
{
    private static readonly Instant Now = Instant.FromMilliseconds(5000);
    private readonly TokenBucket bucket = new(perSecond: 50, burst: 3);

    [Test]
    public void Reserve_MoreThanABurst_WaitInTurn() =>
        Assert.That(Enumerable.Range(0, 6).Select(_ => bucket.Reserve(Now).TotalMilliseconds), Is.EqualTo(new[] { 0.0, 0, 0, 20, 40, 60 }));

    [Test]
    public void Reserve_AfterARest_ABurstAgainAndNoMore()
    {
        Take(6, Now);
        Assert.That(Take(5, Now + TimeSpan.FromMinutes(1)), Is.EqualTo(new[] { 0.0, 0, 0, 20, 40 }));
    }

    [Test]
    public void Reserve_AsFastAsAllowed_NeverWaits() =>
        Assert.That(Enumerable.Range(0, 100).Select(i => bucket.Reserve(Now + TimeSpan.FromMilliseconds(20 * i))), Is.All.EqualTo(TimeSpan.Zero));

    private double[] Take(int count, Instant now) => [.. Enumerable.Range(0, count).Select(_ => bucket.Reserve(now).TotalMilliseconds)];
}
