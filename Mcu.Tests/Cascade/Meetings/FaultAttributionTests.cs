using Mcu.Cascade.Meetings;

namespace Mcu.Tests.Cascade.Meetings;

/// <summary>Finding the link behind many sites in trouble.</summary>
public sealed class FaultAttributionTests
{
    [Test]
    public void Of_AllSitesOfAUnitInTrouble_BlamesTheUnit()
    {
        IReadOnlyList<UnitFault> faults = FaultAttribution.Of([("khanh-son", true), ("khanh-son", true), ("ninh-hoa", false), ("", true), ("", true)]);
        Assert.That(faults, Is.EqualTo(new[] { new UnitFault("khanh-son", 2, 2) }));
    }

    [Test]
    public void Of_UnitsBelowAUnitInTrouble_BlamesTheHighestOnly()
    {
        IReadOnlyList<UnitFault> faults = FaultAttribution.Of([("a/b", true), ("a/b", true), ("a/c", true), ("a/c", true)]);
        Assert.That(faults, Is.EqualTo(new[] { new UnitFault("a", 4, 4) }));
    }

    [Test]
    public void Of_OneOfTwoUnitsBelowInTrouble_BlamesThatOne()
    {
        IReadOnlyList<UnitFault> faults = FaultAttribution.Of([("a/b", true), ("a/b", true), ("a/c", false), ("a/c", false)]);
        Assert.That(faults, Is.EqualTo(new[] { new UnitFault("a/b", 2, 2) }));
    }

    [Test]
    public void Of_FewSitesInTrouble_BlamesNobody()
    {
        Assert.That(FaultAttribution.Of([("a", true), ("a", false), ("a", false), ("b", true)]), Is.Empty);
    }

    [TestCase("a", "", true)]
    [TestCase("a/b", "a", true)]
    [TestCase("a", "a", true)]
    [TestCase("ab", "a", false)]
    [TestCase("", "a", false)]
    public void IsWithin_OneUnitAndAnother_TellsBelow(string unit, string other, bool within) =>
        Assert.That(SitePath.IsWithin(unit, other), Is.EqualTo(within));

    [TestCase("khanh-son/to-hap/s3", "khanh-son/to-hap", 2)]
    [TestCase("khanh-son/s3", "khanh-son", 1)]
    [TestCase("s3", "", 0)]
    public void UnitOf_Site_IsWhatLiesAboveIt(string site, string unit, int tier)
    {
        Assert.That(SitePath.UnitOf(site), Is.EqualTo(unit));
        Assert.That(SitePath.TierOf(unit), Is.EqualTo(tier));
    }
}
