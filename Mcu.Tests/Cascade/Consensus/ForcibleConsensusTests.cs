using Mcu.Cascade.Consensus;

namespace Mcu.Tests.Cascade.Consensus;

/// <summary>A member that goes on without the others, and what becomes of these when they come back.</summary>
[TestFixture]
internal sealed class ForcibleConsensusTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Test]
    public async Task ForceAsync_OthersAreGone_LeadsAloneWithAllThatItHad()
    {
        await using var group = new DotNextGroup();
        string left = await SurvivorAsync(group, "before");
        ulong term = group.Member(left).View.Term;

        await group.ForceAsync(left);

        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads");
        ConsensusView view = group.Member(left).View;
        Assert.That(view.Term, Is.GreaterThanOrEqualTo(term + 1000), "whatever the others have come to");
        Assert.That(view.Members.Select(member => member.Id), Is.EqualTo(new[] { left }));
        Assert.That(await ReplicateAsync(group, left, "after"), Is.TypeOf<ReplicationOutcome.Committed>());
        Assert.That(group.State(left).Entries.TakeLast(2), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public async Task ForceAsync_MembersWereChangedBefore_LeadsAloneThenAndAfterARestart()
    {
        await using var group = new DotNextGroup();
        string leader = await StartedAsync(group);
        string left = Other(leader);
        for (int i = 0; i < 3; i++)
        {
            await ChangeAsync(group, leader, 2, consensus => consensus.RemoveMemberAsync(left, Limit, CancellationToken.None));
            await ChangeAsync(group, leader, 3, consensus => consensus.AddMemberAsync(left, Limit, CancellationToken.None));
        }

        await group.UntilAsync(() => group.Member(left).View is { Members.Count: 3 } view && view.AppliedIndex == group.Member(leader).View.LastIndex, "it has all lists");
        await group.KillAsync(leader);
        await group.KillAsync("w");

        await group.ForceAsync(left); // the log has lists of members that must not count any more
        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads");
        await group.KillAsync(left);
        await group.StartAsync(left);
        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads again");
        Assert.That(group.Member(left).View.Members.Select(member => member.Id), Is.EqualTo(new[] { left }));
    }

    [Test]
    public async Task ForceAsync_ThenRestart_LeadsAloneAgain()
    {
        await using var group = new DotNextGroup();
        string left = await SurvivorAsync(group, "before");
        await group.ForceAsync(left);
        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads");
        await ReplicateAsync(group, left, "after");
        ulong term = group.Member(left).View.Term;

        await group.KillAsync(left);
        await group.StartAsync(left);

        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads again");
        Assert.That(group.State(left).Entries, Is.EqualTo(new[] { "before", "after" }), "what it agreed on alone is on disk");
        Assert.That(group.Member(left).View.Term, Is.GreaterThan(term), "it is another leader");
    }

    [Test]
    public async Task StepDown_Alone_LeadsAgainInAnotherTerm()
    {
        await using var group = new DotNextGroup();
        string left = await SurvivorAsync(group, "before");
        await group.ForceAsync(left);
        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads");
        ulong term = group.Member(left).View.Term;

        Assert.That(await group.ResultAsync(group.Member(left).StepDownAsync(CancellationToken.None)));

        await group.UntilAsync(() => group.Member(left).View is var view && view.HoldsLease(group.Now) && view.Term > term, "it leads again");
        Assert.That(await ReplicateAsync(group, left, "after"), Is.TypeOf<ReplicationOutcome.Committed>());
    }

    [Test]
    public async Task AddMember_OthersComeBack_PutAsideWhatTheyHeldAndAreSentEverything()
    {
        await using var group = new DotNextGroup();
        string left = await SurvivorAsync(group, "before");
        string other = Other(left);
        await group.ForceAsync(left);
        await group.UntilAsync(() => group.Member(left).View.HoldsLease(group.Now), "it leads");
        await ReplicateAsync(group, left, "after");
        await group.StartAsync("w");
        await group.StartAsync(other);

        await TakeInAsync(group, left, "w");
        await TakeInAsync(group, left, other);

        await group.UntilAsync(() => group.State(other).Entries.SequenceEqual(["before", "after"]), "it is sent everything");
        string[] aside = Directory.GetDirectories(group.Folder(other), "before-*");
        Assert.That(aside, Has.Length.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(aside[0]).Select(Path.GetFileName), Does.Contain("log").And.Contain("member"), "nothing is lost");
        await group.UntilAsync(() => group.Member(other).View.Role == ConsensusRole.Follower && group.Member(left).View.Members.Count == 3, "the group is whole");
        await group.UntilAsync(() => File.Exists(Path.Combine(group.Folder(other), "member")), "it may lead");
        await group.KillAsync(left);
        await group.UntilAsync(() => group.Member(other).View.HoldsLease(group.Now), "it leads when the other is gone");
        Assert.That(group.State(other).Entries, Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public async Task ForceAsync_OthersStillLead_TheyGiveUpOnceTheyHearOfIt()
    {
        await using var group = new DotNextGroup();
        string leader = await StartedAsync(group);
        string cut = Other(leader);
        await ReplicateAsync(group, leader, "before");
        await group.UntilAsync(() => group.State(cut).Entries.Contains("before"), "it has all");
        group.Cut(cut, leader);
        group.Cut(cut, "w");
        await group.ForceAsync(cut);
        await group.UntilAsync(() => group.Member(cut).View.HoldsLease(group.Now), "both lead: the operator was wrong");
        Assert.That(group.Member(leader).View.HoldsLease(group.Now));
        await ReplicateAsync(group, leader, "too late");
        await ReplicateAsync(group, cut, "anew");

        group.Cut(cut, leader, isCut: false);
        group.Cut(cut, "w", isCut: false);

        await group.UntilAsync(() => group.Member(leader).View.Leader is null, "the one that was overtaken leads no more");
        await TakeInAsync(group, cut, "w");
        await TakeInAsync(group, cut, leader);
        await group.UntilAsync(() => group.State(leader).Entries.SequenceEqual(["before", "anew"]), "what it agreed on meanwhile is put aside");
        Assert.That(group.Member(cut).View.HoldsLease(group.Now));
    }

    [Test]
    public async Task ForceAsync_MemberWithoutItsDisk_IsRefusedForItHoldsNothing()
    {
        await using var group = new DotNextGroup();
        string left = await SurvivorAsync(group, "before");
        await group.KillAsync(left);
        group.Wipe(left);
        await group.StartAsync(left);

        Assert.That(() => group.ForceAsync(left), Throws.TypeOf<InvalidDataException>());
    }

    private static string Other(string member) => member == "a" ? "b" : "a";

    private static async Task<string> StartedAsync(DotNextGroup group)
    {
        foreach (string member in (string[])["a", "b", "w"])
        {
            await group.StartAsync(member);
        }

        string? leader = null;
        await group.UntilAsync(() => (leader = new[] { "a", "b" }.FirstOrDefault(id => group.Member(id).View.HoldsLease(group.Now))) is not null, "one leads");
        return leader!;
    }

    // The one that followed; the others have died.
    private static async Task<string> SurvivorAsync(DotNextGroup group, string entry)
    {
        string leader = await StartedAsync(group), left = Other(leader);
        await ReplicateAsync(group, leader, entry);
        await group.UntilAsync(() => group.State(left).Entries.Contains(entry), "it has all");
        await group.KillAsync(leader);
        await group.KillAsync("w");
        return left;
    }

    private static Task<ReplicationOutcome> ReplicateAsync(DotNextGroup group, string leader, string entry) =>
        group.ResultAsync(group.Member(leader).ReplicateAsync(RecordedState.Entry(entry), Limit, CancellationToken.None));

    // One that failed may have been agreed on after all, or have come too early after the one before.
    private static async Task ChangeAsync(DotNextGroup group, string leader, int members, Func<IConsensus, Task<bool>> change)
    {
        IConsensus consensus = group.Member(leader);
        for (int i = 0; i < 20 && consensus.View.Members.Count != members && !await group.ResultAsync(change(consensus)); i++)
        {
            await group.UntilAsync(() => consensus.View.HoldsLease(group.Now), "it still leads");
        }

        await group.UntilAsync(() => consensus.View.Members.Count == members, $"{members} members");
    }

    private static async Task TakeInAsync(DotNextGroup group, string leader, string member) => Assert.That(
        await group.ResultAsync(group.Member(leader).AddMemberAsync(member, Limit, CancellationToken.None)), $"{member} is taken in: {string.Join('\n', group.Notices)}");
}
