using Mcu.Cascade.Failover;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>Who speaks for an HA group.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TermFilterTests
{
    private readonly TermFilter filter = new();

    [Test]
    public void Judge_LowerThanSeen_IsStale()
    {
        Assert.That(filter.Judge("tinh", "a", 5), Is.EqualTo(TermVerdict.Newer));
        Assert.That(filter.Judge("tinh", "b", 7), Is.EqualTo(TermVerdict.Newer));
        Assert.That(filter.Judge("tinh", "a", 5), Is.EqualTo(TermVerdict.Stale));
        Assert.That(filter.Judge("tinh", "b", 7), Is.EqualTo(TermVerdict.Current));
        Assert.That(filter.Highest("tinh"), Is.EqualTo(7));
    }

    [Test]
    public void Judge_SecondNodeInOneTerm_IsStale()
    {
        filter.Judge("tinh", "a", 5);
        Assert.That(filter.Judge("tinh", "b", 5), Is.EqualTo(TermVerdict.Stale));
    }

    [Test]
    public void Judge_AnotherGroup_HasTermsOfItsOwn()
    {
        filter.Judge("tinh", "a", 5);
        Assert.That(filter.Judge("huyen", "c", 1), Is.EqualTo(TermVerdict.Newer));
    }

    [Test]
    public void Judge_NodeWithoutAGroup_IsCurrentEachTime()
    {
        filter.Judge("huyen", "c", 0);
        Assert.That(filter.Judge("huyen", "c", 0), Is.EqualTo(TermVerdict.Current));
    }
}
