using Mcu.Cascade.Consensus;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>What every consensus keeps to, whatever makes it.</summary>
internal abstract class ConsensusContract
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    protected abstract IGroupUnderTest Make(int snapshotEvery);

    [Test]
    public async Task Start_ThreeMembers_OneLeadsWhichIsNotTheWitness()
    {
        await using IGroupUnderTest group = await StartedAsync();

        string leader = await LeaderAsync(group);

        Assert.That(leader, Is.AnyOf("a", "b"));
        await group.UntilAsync(() => group.Member("w").View.Leader == leader, "the witness knows the leader");
        ConsensusView view = group.Member(leader).View;
        Assert.Multiple(() =>
        {
            Assert.That(view.Term, Is.GreaterThan(0UL));
            Assert.That(view.Members.Select(member => member.Id), Is.EqualTo(new[] { "a", "b", "w" }));
            Assert.That(group.Member("w").View.IsWitness);
            Assert.That(group.Leads.Faults, Is.Empty);
        });
    }

    [Test]
    public async Task Replicate_OnTheLeader_IsAppliedByAll()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);

        ReplicationOutcome outcome = await ReplicateAsync(group, leader, "one");

        Assert.That(outcome, Is.TypeOf<ReplicationOutcome.Committed>());
        Assert.That(group.State(leader).Entries, Is.EqualTo(new[] { "one" }), "it is applied when the outcome is told");
        await group.UntilAsync(() => Ids.All(id => group.State(id).Entries.SequenceEqual(["one"])), "all have it");
        ConsensusView view = group.Member(leader).View;
        Assert.That(((ReplicationOutcome.Committed)outcome).Term, Is.EqualTo(view.Term));
        await group.UntilAsync(
            () => group.Member(leader).View.Members.All(member => member.LagBehind(group.Member(leader).View.LastIndex) == 0),
            "the leader knows that none lags");
    }

    [Test]
    public async Task Replicate_OnAFollower_IsRefusedWithTheLeader()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string other = Other(leader);
        await group.UntilAsync(() => group.Member(other).View.Leader == leader, "the other knows the leader");

        ReplicationOutcome outcome = await ReplicateAsync(group, other, "one");

        Assert.That(outcome, Is.EqualTo(new ReplicationOutcome.NotLeader(leader)));
    }

    [Test]
    public async Task Kill_Leader_OtherLeadsWithAllThatWasCommitted()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string first = await LeaderAsync(group);
        for (int i = 0; i < 20; i++)
        {
            Assert.That(await ReplicateAsync(group, first, $"{i}"), Is.TypeOf<ReplicationOutcome.Committed>());
        }

        ulong term = group.Member(first).View.Term;
        await group.KillAsync(first);
        string second = await LeaderAsync(group);

        Assert.That(second, Is.EqualTo(Other(first)));
        Assert.That(group.Member(second).View.Term, Is.GreaterThan(term));
        await group.UntilAsync(() => group.State(second).Entries.Count == 20, "the other has all entries");
        Assert.That(await ReplicateAsync(group, second, "more"), Is.TypeOf<ReplicationOutcome.Committed>());
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task Replicate_WithoutMajority_IsNeverCommitted()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string other = Other(leader);
        Instant cutAt = group.Now;
        group.Cut(leader, other);
        group.Cut(leader, "w");

        ReplicationOutcome outcome = await ReplicateAsync(group, leader, "lost", TimeSpan.FromSeconds(1));

        Assert.That(outcome, Is.Not.TypeOf<ReplicationOutcome.Committed>());
        await group.UntilAsync(() => group.Member(other).View.Role == ConsensusRole.Leader, "the others have a leader");
        await group.UntilAsync(() => group.Member(leader).View.Role != ConsensusRole.Leader, "the one alone leads no more");
        Assert.That(group.Member(leader).View.LastContact, Is.GreaterThan(cutAt - TimeSpan.FromSeconds(1)), "it has not forgotten when it heard them");
        Assert.That(group.State(leader).Entries, Is.Empty);
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task Cut_Leader_ItsLeaseEndsBeforeAnothersBegins()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        for (int i = 0; i < 3; i++)
        {
            string other = Other(leader);
            group.Cut(leader, other);
            group.Cut(leader, "w");
            await group.UntilAsync(() => group.Member(other).View.HoldsLease(group.Now), $"{other} leads");
            Assert.That(group.Member(leader).View.HoldsLease(group.Now), Is.False);
            group.Cut(leader, other, isCut: false);
            group.Cut(leader, "w", isCut: false);
            string back = leader;
            await group.UntilAsync(
                () => group.Member(back).View is var view && view.Leader == other && view.CommitIndex == group.Member(other).View.LastIndex,
                $"{back} follows, and could lead again");
            leader = other;
        }

        Assert.That(group.Leads.Faults, Is.Empty);
        Assert.That(group.Leads.Terms, Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public async Task Heal_StaleMember_DoesNotLead()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string stale = Other(leader);
        group.Cut(stale, leader);
        group.Cut(stale, "w");
        Assert.That(await ReplicateAsync(group, leader, "while away"), Is.TypeOf<ReplicationOutcome.Committed>());

        await group.KillAsync(leader);
        group.Cut(stale, "w", isCut: false);
        await group.PassAsync(TimeSpan.FromSeconds(1));

        Assert.That(group.Member(stale).View.Role, Is.Not.EqualTo(ConsensusRole.Leader), "it lacks an entry that the witness has");
        group.Cut(stale, leader, isCut: false);
        await group.StartAsync(leader);
        await group.UntilAsync(() => group.State(stale).Entries.SequenceEqual(["while away"]), "it was brought up to date");
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task Restart_AllMembers_KeepTermAndEntries()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        await ReplicateAsync(group, leader, "kept");
        ulong term = group.Member(leader).View.Term;

        foreach (string id in Ids)
        {
            await group.KillAsync(id);
        }

        foreach (string id in Ids)
        {
            await group.StartAsync(id);
        }

        string next = await LeaderAsync(group);
        Assert.That(group.Member(next).View.Term, Is.GreaterThan(term));
        await group.UntilAsync(() => Ids.All(id => group.State(id).Entries.SequenceEqual(["kept"])), "all have the entry again");
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task Restart_MemberBehindTheLog_CatchesUpBySnapshot()
    {
        await using IGroupUnderTest group = await StartedAsync(snapshotEvery: 10);
        string leader = await LeaderAsync(group);
        string other = Other(leader);
        await group.KillAsync(other);
        for (int i = 0; i < 60; i++)
        {
            Assert.That(await ReplicateAsync(group, leader, $"{i}"), Is.TypeOf<ReplicationOutcome.Committed>());
        }

        await group.StartAsync(other);

        await group.UntilAsync(() => group.State(other).Entries.Count == 60, "it has all entries");
        Assert.That(group.State(other).Restored, Is.GreaterThan(0), "by a snapshot");
        Assert.That(group.State(other).Entries, Is.EqualTo(group.State(leader).Entries));
    }

    [Test]
    public async Task Wipe_Member_NeitherVotesNorLeadsBeforeItHasAll()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string other = Other(leader);
        group.Cut(leader, "w");
        Assert.That(await ReplicateAsync(group, leader, "on two"), Is.TypeOf<ReplicationOutcome.Committed>());
        await group.KillAsync(other);
        await group.KillAsync(leader);
        group.Wipe(other);

        // The witness lacks the entry, and the other does not know that it ever had it: together they would agree to forget it.
        await group.StartAsync(other);
        await group.PassAsync(TimeSpan.FromSeconds(2));
        Assert.That(group.Member(other).View.Role, Is.Not.EqualTo(ConsensusRole.Leader));

        group.Cut(leader, "w", isCut: false);
        await group.StartAsync(leader);
        await group.UntilAsync(() => group.State(other).Entries.SequenceEqual(["on two"]), "it was sent what it had lost");
        await group.UntilAsync(() => group.State("w").Entries.SequenceEqual(["on two"]), "so was the witness");
        await group.PassAsync(TimeSpan.FromSeconds(2));
        await group.KillAsync(leader);
        Assert.That(await LeaderAsync(group), Is.EqualTo(other), "it takes part again");
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task Resign_Leader_OtherLeadsAndNothingIsLost()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string other = Other(leader);
        await ReplicateAsync(group, leader, "before");
        await group.UntilAsync(
            () => group.Member(leader).View.Members.Single(member => member.Id == other).LagBehind(group.Member(leader).View.LastIndex) == 0,
            "the other has it");

        bool resigned = await group.ResultAsync(group.Member(leader).ResignAsync(CancellationToken.None));

        Assert.That(resigned);
        await group.UntilAsync(() => group.Member(other).View.Role == ConsensusRole.Leader, "the other leads");
        Assert.That(await ReplicateAsync(group, other, "after"), Is.TypeOf<ReplicationOutcome.Committed>());
        await group.UntilAsync(() => group.State(leader).Entries.SequenceEqual(["before", "after"]), "who resigned follows");
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task Resign_NobodyToFollow_IsRefusedAndItLeadsOn()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        await group.KillAsync(Other(leader));
        await group.PassAsync(TimeSpan.FromSeconds(1));

        bool resigned = await group.ResultAsync(group.Member(leader).ResignAsync(CancellationToken.None));

        Assert.That(resigned, Is.False);
        Assert.That(await ReplicateAsync(group, leader, "on"), Is.TypeOf<ReplicationOutcome.Committed>());
    }

    [Test]
    public async Task StepDown_NobodyToFollow_IsElectedAgainInAnotherTerm()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        ulong term = group.Member(leader).View.Term;
        await ReplicateAsync(group, leader, "before");
        await group.KillAsync(Other(leader));
        await group.PassAsync(TimeSpan.FromSeconds(1));

        Assert.That(await group.ResultAsync(group.Member(leader).StepDownAsync(CancellationToken.None)));

        await group.UntilAsync(() => group.Member(leader).View is { Role: ConsensusRole.Leader } view && view.Term > term, "it leads anew");
        Assert.That(await ReplicateAsync(group, leader, "after"), Is.TypeOf<ReplicationOutcome.Committed>());
        Assert.That(group.State(leader).Entries, Is.EqualTo(new[] { "before", "after" }));
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task RemoveMember_ThenWitnessAlone_CommitsAndAddBringsItBack()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string other = Other(leader);

        Assert.That(await group.ResultAsync(group.Member(leader).RemoveMemberAsync(other, Limit, CancellationToken.None)));
        await group.UntilAsync(() => group.Member(leader).View.Members.Count == 2, "the group has two members");
        await group.KillAsync(other);
        Assert.That(await ReplicateAsync(group, leader, "without it"), Is.TypeOf<ReplicationOutcome.Committed>());

        await group.StartAsync(other);
        Assert.That(await group.ResultAsync(group.Member(leader).AddMemberAsync(other, Limit, CancellationToken.None)));
        await group.UntilAsync(() => group.State(other).Entries.SequenceEqual(["without it"]), "it has what it missed");
        await group.UntilAsync(() => group.Member(other).View.Role == ConsensusRole.Follower, "it knows that it is back");
        await group.KillAsync(leader);
        Assert.That(await LeaderAsync(group), Is.EqualTo(other));
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    [Test]
    public async Task AddMember_ThatWentOnRunning_LeadsWhenTheLeaderDies()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        string other = Other(leader);
        Assert.That(await group.ResultAsync(group.Member(leader).RemoveMemberAsync(other, Limit, CancellationToken.None)));
        await group.UntilAsync(() => group.Member(leader).View.Members.Count == 2, "the group has two members");

        Assert.That(await group.ResultAsync(group.Member(leader).AddMemberAsync(other, Limit, CancellationToken.None)));
        await group.UntilAsync(() => group.Member(other).View.Members.Count == 3, "it knows that it is back");
        Assert.That(await ReplicateAsync(group, leader, "with it"), Is.TypeOf<ReplicationOutcome.Committed>());
        await group.UntilAsync(() => group.State(other).Entries.SequenceEqual(["with it"]), "it has all");
        await group.KillAsync(leader);

        Assert.That(await LeaderAsync(group), Is.EqualTo(other));
    }

    [Test]
    public async Task Replicate_RepeatedAfterUnknown_IsThereAtLeastOnce()
    {
        await using IGroupUnderTest group = await StartedAsync();
        string leader = await LeaderAsync(group);
        group.Cut(leader, Other(leader));
        group.Cut(leader, "w");
        ReplicationOutcome first = await ReplicateAsync(group, leader, "act", TimeSpan.FromMilliseconds(100));
        group.Cut(leader, Other(leader), isCut: false);
        group.Cut(leader, "w", isCut: false);
        Assert.That(first, Is.Not.TypeOf<ReplicationOutcome.Committed>());

        ReplicationOutcome again = new ReplicationOutcome.TimedOut();
        while (again is not ReplicationOutcome.Committed)
        {
            again = await ReplicateAsync(group, await LeaderAsync(group), "act");
        }

        await group.UntilAsync(() => Ids.All(id => group.State(id).Entries.Contains("act")), "all have it");
        Assert.That(group.Leads.Faults, Is.Empty);
    }

    protected static readonly string[] Ids = ["a", "b", "w"];

    protected static string Other(string leader) => leader == "a" ? "b" : "a";

    protected static async Task<string> LeaderAsync(IGroupUnderTest group)
    {
        string? found = null;
        await group.UntilAsync(() => (found = LeaderOf(group)) is not null, "there is a leader");
        return found!;
    }

    protected static Task<ReplicationOutcome> ReplicateAsync(IGroupUnderTest group, string member, string entry, TimeSpan? limit = null) =>
        group.ResultAsync(group.Member(member).ReplicateAsync(RecordedState.Entry(entry), limit ?? Limit, CancellationToken.None));

    protected async Task<IGroupUnderTest> StartedAsync(int snapshotEvery = 1024)
    {
        IGroupUnderTest group = Make(snapshotEvery);
        foreach (string id in Ids)
        {
            await group.StartAsync(id);
        }

        return group;
    }

    private static string? LeaderOf(IGroupUnderTest group)
    {
        foreach (string id in Ids)
        {
            try
            {
                if (group.Member(id).View.HoldsLease(group.Now))
                {
                    return id;
                }
            }
            catch (KeyNotFoundException)
            {
                continue; // it does not run
            }
        }

        return null;
    }
}
