namespace Mcu.Tests.Cascade.Consensus;

/// <summary>The contract, kept by the group that other tests use.</summary>
[TestFixture(1)]
[TestFixture(2)]
[TestFixture(3)]
internal sealed class InMemoryConsensusTests(int seed) : ConsensusContract
{
    protected override IGroupUnderTest Make(int snapshotEvery) => new MemoryGroupUnderTest(seed, snapshotEvery);
}
