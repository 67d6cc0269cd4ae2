namespace Mcu.Tests.Cascade.Consensus;

/// <summary>The contract, kept by DotNext's Raft behind our line.</summary>
[TestFixture]
internal sealed class DotNextConsensusTests : ConsensusContract
{
    protected override IGroupUnderTest Make(int snapshotEvery) => new DotNextGroup(snapshotEvery);
}
