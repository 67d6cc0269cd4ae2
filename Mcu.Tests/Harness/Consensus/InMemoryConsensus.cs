using System.Buffers;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Consensus.Raft;
using Mcu.Core.Time;

namespace Mcu.Tests.Harness.Consensus;

/// <summary>A member of an <see cref="InMemoryGroup"/>: Raft with pre-votes and leases, as small as it can be.</summary>
internal sealed class InMemoryConsensus : IConsensus
{
    private static readonly RaftTiming Timing = new(Slowness: 1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan TakeOverLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RecoverAtLeast = TimeSpan.FromSeconds(1);

    private readonly InMemoryGroup group;
    private readonly IReplicatedState state;
    private readonly MemoryDisk disk;
    private readonly Dictionary<string, ulong> next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> matched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> answered = new(StringComparer.Ordinal);
    private readonly HashSet<string> votes = new(StringComparer.Ordinal);
    private readonly List<(ulong Index, ulong Term, TaskCompletionSource<ReplicationOutcome> Done)> waiting = [];
    private readonly LeaseKeeper lease = new();
    private readonly VoterPromise promise;
    private readonly Instant startedAt;
    private IReadOnlyList<string> members;
    private ConsensusRole role = ConsensusRole.None;
    private string? leader;
    private ulong commit;
    private ulong applied;
    private ulong termStart;
    private Instant electionAt;
    private Instant electedAt;
    private bool isResigning;
    private bool isPreVoting;

    public InMemoryConsensus(InMemoryGroup group, string id, IReplicatedState state)
    {
        (this.group, Id, this.state) = (group, id, state);
        disk = group.DiskOf(id);
        members = disk.Snapshot.Members;
        promise = new VoterPromise(() => group.Now, Timing.Promise);
        startedAt = group.Now;
    }

    /// <inheritdoc/>
    public event Action<ConsensusView>? Changed;

    public string Id { get; }

    /// <inheritdoc/>
    public ConsensusView View { get; private set; } = ConsensusView.Empty;

    private bool IsWitness => string.Equals(Id, group.Witness, StringComparison.Ordinal);

    private bool MayLead => !IsWitness && !isResigning && disk.IsKept && members.Contains(Id, StringComparer.Ordinal);

    private IEnumerable<string> Others => members.Where(member => !string.Equals(member, Id, StringComparison.Ordinal));

    // Only once an entry of its own term is agreed on does it know what is.
    private bool Leads => role == ConsensusRole.Leader && commit >= termStart && !isResigning;

    private bool CanHandOver =>
        Leads && Others.Any(other => other != group.Witness && matched.GetValueOrDefault(other) == disk.LastIndex && IsReachable(other));

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancel)
    {
        group.Run(this);
        role = ConsensusRole.Follower;
        if (disk.Snapshot.Index > 0)
        {
            state.Restore(new ReadOnlySequence<byte>(disk.Snapshot.State));
            commit = applied = disk.Snapshot.Index;
        }

        Refresh();
        Tick();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReplicationOutcome> ReplicateAsync(ReadOnlyMemory<byte> entry, TimeSpan limit, CancellationToken cancel)
    {
        if (entry.IsEmpty || entry.Length > ConsensusLimits.EntryBytes)
        {
            throw new ArgumentException($"an entry of {entry.Length} bytes");
        }

        if (role == ConsensusRole.None)
        {
            return Task.FromResult<ReplicationOutcome>(new ReplicationOutcome.Stopping());
        }

        return Leads
            ? Propose(new MemoryEntry(disk.Term, MemoryEntryKind.Data, entry.ToArray(), []), limit)
            : Task.FromResult<ReplicationOutcome>(new ReplicationOutcome.NotLeader(View.Leader == Id ? null : View.Leader));
    }

    /// <inheritdoc/>
    public Task<bool> ResignAsync(CancellationToken cancel)
    {
        if (!CanHandOver)
        {
            return Task.FromResult(false);
        }

        isResigning = true;
        Follow(null);
        var done = new TaskCompletionSource<bool>();
        AwaitSuccessor(done, group.Now + TakeOverLimit);
        return done.Task;
    }

    /// <inheritdoc/>
    public Task<bool> StepDownAsync(CancellationToken cancel)
    {
        if (!Leads || CanHandOver)
        {
            return ResignAsync(cancel);
        }

        Follow(null);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<bool> AddMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        ChangeAsync([.. members.Union([member], StringComparer.Ordinal).Order(StringComparer.Ordinal)], limit);

    /// <inheritdoc/>
    public Task<bool> RemoveMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        member == Id ? Task.FromResult(false) : ChangeAsync([.. members.Where(other => other != member)], limit);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        group.Kill(Id);
        return ValueTask.CompletedTask;
    }

    /// <summary>It is dead.</summary>
    internal void End()
    {
        role = ConsensusRole.None;
        foreach ((_, _, TaskCompletionSource<ReplicationOutcome> done) in waiting)
        {
            done.TrySetResult(new ReplicationOutcome.TimedOut());
        }
    }

    private async Task<bool> ChangeAsync(IReadOnlyList<string> changed, TimeSpan limit) =>
        Leads && !changed.SequenceEqual(members)
        && await Propose(new MemoryEntry(disk.Term, MemoryEntryKind.Members, [], changed), limit) is ReplicationOutcome.Committed;

    private Task<ReplicationOutcome> Propose(MemoryEntry entry, TimeSpan limit)
    {
        var done = new TaskCompletionSource<ReplicationOutcome>();
        waiting.Add((disk.Append(entry), entry.Term, done));
        group.At(group.Now + limit, () => done.TrySetResult(new ReplicationOutcome.TimedOut()));
        Lead();
        return done.Task;
    }

    private void AwaitSuccessor(TaskCompletionSource<bool> done, Instant limit)
    {
        bool isSucceeded = leader is not null && leader != Id;
        if (isSucceeded || group.Now >= limit)
        {
            isResigning = false;
            done.TrySetResult(isSucceeded);
            return;
        }

        group.At(group.Now + TimeSpan.FromMilliseconds(5), () => AwaitSuccessor(done, limit));
    }

    private void Tick()
    {
        if (role == ConsensusRole.None)
        {
            return;
        }

        if (role == ConsensusRole.Leader)
        {
            if (group.Now - Instant.Later(MajoritySince(), electedAt) > Timing.Promise)
            {
                Follow(null); // it hears no majority
            }
            else
            {
                Lead();
            }
        }
        else if (group.Now >= electionAt)
        {
            Stand();
        }

        Publish();
        Instant later = role == ConsensusRole.Leader ? group.Now + Beat : group.Now + TimeSpan.FromMilliseconds(1);
        group.At(later, Tick);
    }

    private void Refresh() => electionAt = group.Now + Timing.ElectionFrom
        + ((Timing.ElectionTo - Timing.ElectionFrom) * group.Random.NextDouble());

    private void Stand()
    {
        leader = null;
        Refresh();
        if (MayLead)
        {
            isPreVoting = true;
            Canvass(isPreVote: true, disk.Term + 1);
        }
    }

    private void Canvass(bool isPreVote, ulong term)
    {
        votes.Clear();
        var candidacy = new MemoryCandidacy(isPreVote, term, disk.LastIndex, disk.LastTerm);
        foreach (string other in Others)
        {
            group.Send(Id, other, voter => voter.Take(Id, candidacy));
        }

        Count(Id, isPreVote);
    }

    private void Take(string candidate, MemoryCandidacy candidacy)
    {
        bool isUpToDate = candidacy.LastTerm > disk.LastTerm
            || (candidacy.LastTerm == disk.LastTerm && candidacy.LastIndex >= disk.LastIndex);
        bool isFree = disk.IsKept && !promise.Forbids(group.Now) && group.Now >= LeaseUntil()
            && members.Contains(candidate, StringComparer.Ordinal);
        bool isGranted = isUpToDate && isFree && candidacy.Term >= disk.Term;
        if (isGranted && !candidacy.IsPreVote)
        {
            Meet(candidacy.Term);
            isGranted = disk.VotedFor is null || disk.VotedFor == candidate;
            disk.VotedFor ??= candidate;
            Refresh();
        }

        var vote = new MemoryVote(candidacy.IsPreVote, candidacy.Term, disk.Term, isGranted);
        group.Send(Id, candidate, asker => asker.Take(Id, vote));
        Publish();
    }

    private void Take(string voter, MemoryVote vote)
    {
        answered[voter] = group.Now;
        ulong current = vote.IsPreVote ? disk.Term + 1 : disk.Term;
        bool isAwaited = vote.IsPreVote ? isPreVoting : role == ConsensusRole.Candidate;
        if (vote.IsGranted && isAwaited && vote.Asked == current)
        {
            Count(voter, vote.IsPreVote);
        }
        else if (vote.Term > disk.Term)
        {
            Meet(vote.Term);
        }

        Publish();
    }

    private void Count(string voter, bool isPreVote)
    {
        votes.Add(voter);
        if (votes.Count <= members.Count / 2)
        {
            return;
        }

        if (isPreVote)
        {
            isPreVoting = false;
            (disk.Term, disk.VotedFor, role) = (disk.Term + 1, Id, ConsensusRole.Candidate);
            Canvass(isPreVote: false, disk.Term);
            return;
        }

        (role, leader, electedAt) = (ConsensusRole.Leader, Id, group.Now);
        votes.Clear();
        matched.Clear();
        foreach (string other in Others)
        {
            next[other] = disk.LastIndex + 1;
        }

        termStart = disk.Append(new MemoryEntry(disk.Term, MemoryEntryKind.Start, [], []));
        Lead();
    }

    private void Lead()
    {
        foreach (string other in Others)
        {
            ulong from = next.TryGetValue(other, out ulong known) ? known : disk.LastIndex + 1;
            MemorySnapshot? snapshot = from <= disk.Snapshot.Index ? disk.Snapshot : null;
            from = snapshot is null ? from : snapshot.Index + 1;
            var word = new MemoryWord(
                disk.Term, from - 1, disk.TermOf(from - 1)!.Value, disk.From(from), commit, snapshot, group.Now);
            group.Send(Id, other, follower => follower.Take(Id, word));
        }

        Agree();
    }

    private void Take(string sender, MemoryWord word)
    {
        bool isHeard = word.Term >= disk.Term;
        bool isTaken = false;
        if (isHeard)
        {
            Meet(word.Term);
            (role, leader) = (ConsensusRole.Follower, sender);
            promise.Renew(group.Now);
            Refresh();
            isTaken = TryTake(word);
        }

        ulong match = isTaken ? word.Previous + (ulong)word.Entries.Count : disk.LastIndex;
        var answer = new MemoryAnswer(disk.Term, isHeard, isTaken, match, word.SentAt);
        group.Send(Id, sender, asker => asker.Take(Id, answer));
        Publish();
    }

    private bool TryTake(MemoryWord word)
    {
        if (word.Snapshot is { } snapshot && snapshot.Index > commit)
        {
            disk.Compact(snapshot);
            state.Restore(new ReadOnlySequence<byte>(snapshot.State));
            members = snapshot.Members;
            commit = applied = snapshot.Index;
        }

        if (word.Previous >= disk.Snapshot.Index && disk.TermOf(word.Previous) != word.PreviousTerm)
        {
            return false;
        }

        disk.Merge(word.Previous, word.Entries);
        Commit(Math.Min(word.Commit, word.Previous + (ulong)word.Entries.Count));
        if (!disk.IsKept && commit >= word.Commit && disk.TermOf(commit) == word.Term && group.Now - startedAt >= RecoverAtLeast)
        {
            disk.IsKept = true; // it holds again what it may have promised
        }

        return true;
    }

    private void Take(string follower, MemoryAnswer answer)
    {
        answered[follower] = group.Now;
        if (answer.Term > disk.Term)
        {
            Meet(answer.Term);
        }
        else if (role == ConsensusRole.Leader && answer.Term == disk.Term)
        {
            if (answer.IsHeard)
            {
                lease.Acknowledge(follower, answer.SentAt);
            }

            ulong ahead = next.GetValueOrDefault(follower, disk.LastIndex + 1);
            matched[follower] = answer.IsTaken ? Math.Max(matched.GetValueOrDefault(follower), answer.Match) : matched.GetValueOrDefault(follower);
            next[follower] = answer.IsTaken ? matched[follower] + 1 : Math.Max(1, Math.Min(ahead - 1, answer.Match + 1));
            Agree();
        }

        Publish();
    }

    private void Agree()
    {
        if (role != ConsensusRole.Leader)
        {
            return;
        }

        ulong agreed = members.Select(member => member == Id ? disk.LastIndex : matched.GetValueOrDefault(member))
            .OrderDescending().ElementAt(members.Count / 2);
        if (disk.TermOf(agreed) == disk.Term)
        {
            Commit(agreed);
        }
    }

    private void Commit(ulong index)
    {
        commit = Math.Max(commit, index);
        while (applied < commit)
        {
            Apply(disk[++applied]);
        }

        if (applied - disk.Snapshot.Index >= (ulong)group.SnapshotEvery)
        {
            var content = new ArrayBufferWriter<byte>();
            state.WriteSnapshot(content);
            disk.Compact(new MemorySnapshot(applied, disk.TermOf(applied)!.Value, content.WrittenSpan.ToArray(), members));
        }
    }

    private void Apply(MemoryEntry entry)
    {
        if (entry.Kind == MemoryEntryKind.Data)
        {
            state.Apply(entry.Data, applied, entry.Term);
        }
        else if (entry.Kind == MemoryEntryKind.Members)
        {
            members = entry.Members;
        }

        foreach ((ulong index, ulong term, TaskCompletionSource<ReplicationOutcome> done) in waiting.ToArray())
        {
            if (index == applied)
            {
                waiting.Remove((index, term, done));
                done.TrySetResult(term == entry.Term
                    ? new ReplicationOutcome.Committed(index, term)
                    : new ReplicationOutcome.NotLeader(leader));
            }
        }
    }

    private void Meet(ulong term)
    {
        if (term > disk.Term)
        {
            (disk.Term, disk.VotedFor) = (term, null);
            Follow(null);
        }
    }

    private void Follow(string? followed)
    {
        (role, leader, isPreVoting) = (ConsensusRole.Follower, followed, false);
        Refresh();
    }

    private Instant MajoritySince() => lease.MajoritySince([.. Others], group.Now);

    private Instant LeaseUntil() => MajoritySince() is var since && since > Instant.Distant ? since + Timing.Lease : Instant.Distant;

    private bool IsReachable(string other) => answered.TryGetValue(other, out Instant at) && group.Now - at < TimeSpan.FromMilliseconds(300);

    private void Publish()
    {
        if (role == ConsensusRole.None)
        {
            return;
        }

        var made = new ConsensusView
        {
            Term = disk.Term,
            Leader = Leads || leader != Id ? leader : null,
            Role = Leads ? ConsensusRole.Leader : Shown(),
            IsWitness = IsWitness,
            CommitIndex = commit,
            AppliedIndex = applied,
            LastIndex = disk.LastIndex,
            LastContact = lease.LastContact([.. Others], Leads, promise.HeardAt, group.Now),
            LeaseUntil = Leads ? LeaseUntil() : Instant.Distant,
            Members = [.. members.Order(StringComparer.Ordinal).Select(Describe)],
        };
        if (!made.IsSameAs(View))
        {
            View = made;
            Changed?.Invoke(made);
        }
    }

    private ConsensusRole Shown() => !members.Contains(Id, StringComparer.Ordinal)
        ? ConsensusRole.None
        : role == ConsensusRole.Leader ? ConsensusRole.Follower : role;

    private ConsensusMember Describe(string member) => new(
        member,
        member == group.Witness,
        member == Id || IsReachable(member) || (member == leader && group.Now - promise.HeardAt < TimeSpan.FromMilliseconds(300)),
        member == Id ? disk.LastIndex : Leads && matched.TryGetValue(member, out ulong match) ? match : null);
}
