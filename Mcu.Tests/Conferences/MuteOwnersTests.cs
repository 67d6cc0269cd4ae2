using Mcu.Core.Conferences;

namespace Mcu.Tests.Conferences;

/// <summary>Who owns which mute, at any depth.</summary>
public sealed class MuteOwnersTests
{
    [TestCase(0u, MuteBits.Province)]
    [TestCase(1u, MuteBits.District)]
    [TestCase(2u, MuteBits.Self)]
    [TestCase(7u, MuteBits.Self)]
    public void OfTier_AnyDepth_IsThatOfItsOperators(uint tier, MuteBits mute) => Assert.That(MuteOwners.OfTier(tier), Is.EqualTo(mute));

    [Test]
    public void Owned_AtEachTier_EveryMuteHasOneOwnerOnASitesWay([Range(0, 4)] int depth)
    {
        MuteBits[] owners = [.. Enumerable.Range(0, depth + 1).Select(tier => MuteOwners.OfTier((uint)tier))];
        foreach ((int tier, MuteBits operators) in owners.Index())
        {
            MuteBits here = ~(operators.OwnedAbove() | operators.OwnedBelow()) & (MuteBits.Self | MuteBits.District | MuteBits.Province);
            Assert.That(here, Is.EqualTo(tier < 2 ? operators : MuteBits.None), "what neither those above nor those below own is this node's");
            Assert.That(operators.OwnedAbove(), Is.EqualTo(owners.Take(Math.Min(tier, 2)).Aggregate(MuteBits.None, (all, one) => all | one)));
        }
    }

    [Test]
    public void Each_SeveralMutes_GivesEachAlone() =>
        Assert.That((MuteBits.Province | MuteBits.Self).Each(), Is.EqualTo(new[] { MuteBits.Self, MuteBits.Province }));
}
