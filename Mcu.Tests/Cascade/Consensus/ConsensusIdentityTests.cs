using Mcu.Cascade.Consensus;
using Mcu.Cascade.Identity;
using Mcu.Tests.Pki;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>Members show who they are to one another.</summary>
[TestFixture]
internal sealed class ConsensusIdentityTests
{
    [Test]
    public async Task Start_WithCertificates_GroupAgrees()
    {
        using TemporaryPki pki = TemporaryPki.WithAuthority();
        await using var group = new DotNextGroup(security: id => Security(pki, id, pki));
        await StartAsync(group);

        string leader = "";
        await group.UntilAsync(() => (leader = Leader(group)).Length > 0, "there is a leader");
        ReplicationOutcome outcome = await group.Member(leader).ReplicateAsync(
            RecordedState.Entry("sealed"), TimeSpan.FromSeconds(5), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<ReplicationOutcome.Committed>());
    }

    [Test]
    public async Task Start_MemberOfAnotherAuthority_IsNotHeard()
    {
        using TemporaryPki pki = TemporaryPki.WithAuthority();
        using TemporaryPki other = TemporaryPki.WithAuthority("another");
        await using var group = new DotNextGroup(security: id => Security(id == "b" ? other : pki, id, pki));
        await StartAsync(group);

        await group.UntilAsync(() => Leader(group) == "a", "the two that know one another have a leader");
        await group.PassAsync(TimeSpan.FromSeconds(1));

        Assert.That(group.Member("a").View.Members.Single(member => member.Id == "b").MatchIndex, Is.Null);
        Assert.That(group.Member("b").View.Leader, Is.Null);
    }

    [Test]
    public async Task Start_CertificateOfAnotherNode_IsNotHeard()
    {
        using TemporaryPki pki = TemporaryPki.WithAuthority();
        await using var group = new DotNextGroup(security: id => Security(pki, id == "b" ? "stranger" : id, pki));
        await StartAsync(group);

        await group.UntilAsync(() => Leader(group) == "a", "the two that are who they say have a leader");
        await group.PassAsync(TimeSpan.FromSeconds(1));

        Assert.That(group.Member("b").View.Leader, Is.Null);
        Assert.That(group.Notices, Has.Some.Contains("b with the certificate of stranger"));
    }

    private static ConsensusSecurity Security(TemporaryPki pki, string id, TemporaryPki clock)
    {
        NodeIdentityStore identities = pki.Identities(id);
        return new ConsensusSecurity(identities, new PeerCertificatePolicy(identities, clock.Clock));
    }

    private static async Task StartAsync(DotNextGroup group)
    {
        foreach (string id in (string[])["a", "b", "w"])
        {
            await group.StartAsync(id);
        }
    }

    private static string Leader(DotNextGroup group) =>
        group.Member("a").View.HoldsLease(group.Now) ? "a" : group.Member("b").View.HoldsLease(group.Now) ? "b" : "";
}
