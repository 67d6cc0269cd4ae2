using System.Net;
using System.Threading.Channels;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// DotNext's Raft with a line of ours between the members, and with what it leaves open closed here: a follower's entries count when they
/// are on its disk, and its answers do not wait for that (<see cref="RaftLog"/>), a vote never breaks what was promised to a leader that was
/// heard, entries that are there already are not written again (which would cut off those after them), and a snapshot that is there
/// already is said to be.
/// </summary>
internal sealed class RaftGroup : RaftCluster<RaftPeer>
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    private readonly ConsensusOptions options;
    private readonly RaftLog log;
    private readonly IClusterConfigurationStorage<string> members;
    private readonly Channel<IClusterConfiguration<string>> changes = Channel.CreateUnbounded<IClusterConfiguration<string>>();
    private readonly SemaphoreSlim turn = new(1);
    private readonly VoterPromise promise;
    private readonly Action wake;
    private readonly KnownEntries known;
    private Task following = Task.CompletedTask;

    /// <summary>Makes one.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public RaftGroup(RaftSettings settings, ConsensusOptions options, RaftLog log, MemberList members, Action wake)
        : base(settings)
    {
        (this.options, this.log, this.members, this.wake) = (options, log, members, wake);
        AuditTrail = log;
        log.ConfigurationStorage = members;
        promise = new VoterPromise(options.Clock, options.Timing.Promise);
        (known, Majority, Rounds) = (new KnownEntries(log), new MajorityOnDisk(log), new ElectionRounds(options.Clock));
    }

    /// <summary>See <see cref="ConsensusFolder.Lineage"/>.</summary>
    public required ulong Lineage { get; init; }

    /// <summary>What this member's lead rests on.</summary>
    public LeaseKeeper Lease { get; } = new();

    /// <summary>What a majority has on its disks, while this member leads.</summary>
    public MajorityOnDisk Majority { get; }

    /// <summary>How this member asks for votes.</summary>
    public ElectionRounds Rounds { get; }

    /// <summary>False while this member has to be sent what it has lost.</summary>
    public bool MayVote { get; set; } = true;

    /// <summary>
    /// Of a member that may not vote: whether it holds all that the leader knew to be agreed on, up to an entry of the leader's own term;
    /// before such an entry a leader does not know either.
    /// </summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>
    /// Whether this member is in the group's list. DotNext is not told when it is not: it would never stand for election again, were it
    /// taken in anew.
    /// </summary>
    public bool IsMember { get; private set; } = true;

    /// <summary>The leader's last word.</summary>
    public Instant HeardAt => promise.HeardAt;

    private string[] Others => [.. Members.Where(member => member.IsRemote).Select(member => member.Member.Id)];

    /// <summary>A member's id in DotNext's form: a name, for addresses may change.</summary>
    public static EndPoint EndPointOf(string member) => new DnsEndPoint(member, 1);

    /// <summary>Something changed that views tell.</summary>
    public void Wake() => wake();

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken token = default)
    {
        IClusterConfiguration<string> configuration = await members.LoadConfigurationAsync(token);
        if (configuration.Members.Count == 0)
        {
            configuration = options.Founders.Aggregate(configuration, (list, member) => list.Add(member.Id));
            await members.SaveConfigurationAsync(configuration, log.LastEntryIndex, token); // older lists in the log are over
        }

        await AdoptAsync(configuration, token);
        members.ConfigurationChanged += changes.Writer.WriteAsync;
        following = FollowChangesAsync();
        await base.StartAsync(token);
    }

    /// <summary>Begins to follow, after the line to the others is there.</summary>
    public void Follow() => StartFollowing();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken token = default)
    {
        members.ConfigurationChanged -= changes.Writer.WriteAsync;
        changes.Writer.TryComplete();
        await base.StopAsync(token);
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Until when nobody else leads, if this member does.</summary>
    public Instant LeaseUntil(Instant now) =>
        Lease.MajoritySince(Others, now) is var since && since > Instant.Distant ? since + options.Timing.Lease : Instant.Distant;

    /// <summary>See <see cref="ConsensusView.LastContact"/>.</summary>
    public Instant LastContact(bool leads, Instant now) => Lease.LastContact(Others, leads, HeardAt, now);

    /// <summary>Takes a member in; see <see cref="IConsensus.AddMemberAsync"/>.</summary>
    public async Task<bool> AddAsync(GroupMember member, CancellationToken cancel)
    {
        using var peer = new RaftPeer(this, member, options);
        // A round in which its disk does not have all yet does not count: 50 of them give it a second (see RaftTiming.PatienceWithDisk).
        return await AddMemberAsync(peer, rounds: 50, members, added => added.Member.Id, cancel);
    }

    /// <summary>Takes a member out; see <see cref="IConsensus.RemoveMemberAsync"/>.</summary>
    public async Task<bool> RemoveAsync(string member, CancellationToken cancel)
    {
        bool isOut = await RemoveMemberAsync(ClusterMemberId.FromEndPoint(EndPointOf(member)), members, removed => removed.Member.Id, cancel);
        if (isOut && options.Members.FirstOrDefault(known => known.Id == member) is { } gone)
        {
            await TellAsync(gone, cancel);
        }

        return isOut;
    }

    // It has the entry that takes it out, and would never hear that this was agreed on: whoever is out is not spoken to.
    private async Task TellAsync(GroupMember gone, CancellationToken cancel)
    {
        using var peer = new RaftPeer(this, gone, options);
        long committed = log.LastCommittedEntryIndex;
        try
        {
            await peer.SayAsync(AuditTrail.Term, committed, await known.TermAsync(committed, cancel), cancel);
        }
        catch (MemberUnavailableException)
        {
            options.OnNotice?.Invoke($"{gone.Id} is out of the group and could not be told");
        }
    }

    /// <summary>
    /// Has an entry come to the member that would take over before it comes to a witness: a witness that alone has an entry votes for nobody
    /// who lacks it, and does not lead either. One that does not answer, or takes long, is waited for a moment only.
    /// </summary>
    public async Task StandbyFirstAsync(long index, long term, CancellationToken cancel)
    {
        RaftPeer? standby = Members.FirstOrDefault(member => member is { IsRemote: true, Member.IsWitness: false });
        Instant until = options.Clock() + options.Timing.PatienceWithStandby;
        while (standby is not null && (standby.MatchIn(term) ?? 0) < (ulong)index
            && options.Clock() is var now && now < until && now - standby.AnsweredAt < options.Timing.StandbyAnswersWithin)
        {
            await Task.Delay(LookEvery, cancel);
        }
    }

    /// <summary>Answers another member.</summary>
    public async Task<RaftReply> AnswerAsync(string caller, ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        ClusterMemberId sender = ClusterMemberId.FromEndPoint(EndPointOf(caller));
        if ((RaftMessage)request.Span[0] is RaftMessage.PreVote or RaftMessage.Vote)
        {
            await SoonFreeAsync(cancel);
        }

        await turn.WaitAsync(cancel); // what a vote is checked against must not change before it is given
        try
        {
            return (RaftMessage)request.Span[0] switch
            {
                RaftMessage.PreVote => await PreVoteAsync(sender, Candidacy(request), cancel),
                RaftMessage.Vote => await VoteAsync(sender, Candidacy(request), cancel),
                RaftMessage.Append => await AppendAsync(sender, AppendRequest.Read(request[1..]), cancel),
                RaftMessage.Snapshot => await InstallAsync(sender, SnapshotRequest.Read(request[1..]), cancel),
                _ => throw new InvalidDataException($"a request of kind {request.Span[0]}"),
            };
        }
        finally
        {
            turn.Release();
            Wake();
        }
    }

    private static (long Term, long LastIndex, long LastTerm) Candidacy(ReadOnlyMemory<byte> request)
    {
        var body = new RaftBody(request[1..]);
        return (body.Number(), body.Number(), body.Number());
    }

    private async Task<RaftReply> PreVoteAsync(
        ClusterMemberId sender, (long Term, long LastIndex, long LastTerm) candidate, CancellationToken cancel)
    {
        if (!CanVote())
        {
            return Refusal();
        }

        Result<PreVoteResult> result = await PreVoteAsync(
            sender, candidate.Term + 1, candidate.LastIndex, candidate.LastTerm, stateVersion: 0, cancel);
        return new RaftReply(result.Term, (byte)result.Value, log.LastEntryIndex, Heard: false);
    }

    private async Task<RaftReply> VoteAsync(
        ClusterMemberId sender, (long Term, long LastIndex, long LastTerm) candidate, CancellationToken cancel)
    {
        if (!CanVote())
        {
            return Refusal();
        }

        Result<bool> result = await VoteAsync(sender, candidate.Term, candidate.LastIndex, candidate.LastTerm, stateVersion: 0, cancel);
        return new RaftReply(result.Term, result.Value ? (byte)1 : (byte)0, log.LastEntryIndex, Heard: false);
    }

    // A leader is bound by its own lease as well: who acts by it may do so until it ends.
    private bool CanVote()
    {
        Instant now = options.Clock();
        return MayVote && !promise.Forbids(now) && now >= LeaseUntil(now);
    }

    // Whoever heard the leader's last word a moment earlier asks a moment too early: a refusal would cost a whole time-out.
    private Task SoonFreeAsync(CancellationToken cancel)
    {
        TimeSpan left = promise.Until - options.Clock();
        return left > TimeSpan.Zero && left < options.Timing.PatienceOfVoters
            ? Task.Delay(left + TimeSpan.FromMilliseconds(1), cancel)
            : Task.CompletedTask;
    }

    private RaftReply Refusal() => new(AuditTrail.Term, Value: 0, log.LastEntryIndex, Heard: false);

    private async Task<RaftReply> AppendAsync(ClusterMemberId sender, AppendRequest request, CancellationToken cancel)
    {
        Instant heardAt = options.Clock();
        AppendRequest rest = await known.LeaveOutAsync(request, cancel);
        Result<ReplicationStatus> result = await AppendEntriesAsync(
            sender, rest.Term, new EntrySource(rest.Entries), rest.Previous, rest.PreviousTerm, rest.CommitIndex, stateVersion: 0, cancel);
        bool heard = result.Term <= request.Term;
        if (heard)
        {
            promise.Renew(heardAt);
        }

        ReplicationStatus status = await AsKeptAsync(rest, result.Value, cancel);
        if (!MayVote)
        {
            long committed = log.LastCommittedEntryIndex;
            IsCaughtUp = heard && committed > 0 && committed >= request.CommitIndex && await known.TermAsync(committed, cancel) == request.Term;
        }

        return new RaftReply(result.Term, (byte)status.Result, status.LastIndex, heard);
    }

    // Entries count for the leader when they are on the disk here; until then it hears that they came, and asks again in its next round.
    private async Task<ReplicationStatus> AsKeptAsync(AppendRequest taken, ReplicationStatus status, CancellationToken cancel)
    {
        if (!RaftPeer.IsTaken(status.Result))
        {
            return status;
        }

        if (taken.Entries.Count > 0)
        {
            log.Written(taken.Previous);
        }

        long holds = taken.Previous + taken.Entries.Count;
        long kept = await log.KeptAsync(holds, options.Timing.PatienceWithDisk, cancel);
        return kept >= holds ? status : status with { Result = HeartbeatResult.Replicated, LastIndex = kept };
    }

    private async Task<RaftReply> InstallAsync(ClusterMemberId sender, SnapshotRequest request, CancellationToken cancel)
    {
        if (request.Index <= log.LastCommittedEntryIndex)
        {
            // The answer to the one before was lost. DotNext would refuse it, and be sent it for ever.
            RaftReply heard = await AppendAsync(sender, new AppendRequest(request.Term, 0, 0, 0, []), cancel);
            return heard.Heard ? heard with { Value = (byte)HeartbeatResult.Replicated, LastIndex = request.Index } : heard;
        }

        Instant heardAt = options.Clock();
        Result<HeartbeatResult> result = await InstallSnapshotAsync(
            sender, request.Term, new ReceivedSnapshot(request.SnapshotTerm, request.Snapshot), request.Index, stateVersion: 0, cancel);
        bool taken = RaftPeer.IsTaken(result.Value);
        if (taken)
        {
            promise.Renew(heardAt);
            await InstallConfigurationAsync(request.Term, new ReceivedEntry(0, true, request.Members), request.MembersVersion, cancel);
        }

        return new RaftReply(result.Term, (byte)result.Value, request.Index, taken);
    }

    private async Task FollowChangesAsync()
    {
        await foreach (IClusterConfiguration<string> change in changes.Reader.ReadAllAsync(LifecycleToken))
        {
            await AdoptAsync(change, LifecycleToken);
            Wake();
        }
    }

    private async Task AdoptAsync(IClusterConfiguration<string> configuration, CancellationToken cancel)
    {
        ConfigurationChangeScope scope = await ChangeConfigurationAsync(cancel);
        await using (scope)
        {
            IsMember = configuration.Members.Contains(options.Self);
            foreach (RaftPeer gone in scope.Members.Values.Where(peer => peer.IsRemote && !configuration.Members.Contains(peer.Member.Id)))
            {
                scope.MarkAsRemoved(gone);
            }

            HashSet<string> present = [.. scope.Members.Values.Select(peer => peer.Member.Id)];
            foreach (GroupMember member in options.Members.Where(
                member => (configuration.Members.Contains(member.Id) || member.Id == options.Self) && !present.Contains(member.Id)))
            {
                scope.MarkAsAdded(new RaftPeer(this, member, options));
            }
        }
    }
}
