using System.Net;
using DotNext.IO;
using DotNext.Net;
using DotNext.Net.Cluster;
using DotNext.Net.Cluster.Consensus.Raft;
using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// A member as DotNext calls it: requests go over its <see cref="PeerLink"/>, and its answers tell how it stands. The one that is this
/// member itself agrees without a line.
/// </summary>
internal sealed class RaftPeer : IRaftClusterMember, IDisposable
{
    private readonly RaftGroup group;
    private readonly ConsensusOptions options;
    private readonly PeerLink? link;
    private IRaftClusterMember.ReplicationState state;
    private long answeredAt = Instant.Distant.Nanoseconds;
    private long lastIndex;
    private Match? match;
    private bool isLost;

    /// <summary>Makes one.</summary>
    public RaftPeer(RaftGroup group, GroupMember member, ConsensusOptions options)
    {
        (this.group, this.options) = (group, options);
        Member = member;
        EndPoint = RaftGroup.EndPointOf(member.Id);
        IsRemote = !string.Equals(member.Id, options.Self, StringComparison.Ordinal);
        link = IsRemote ? new PeerLink(member, group.Lineage, options) : null;
    }

    event Action<ClusterMemberStatusChangedEventArgs> IClusterMember.MemberStatusChanged
    {
        add { } // views tell it
        remove { }
    }

    /// <summary>Who it is.</summary>
    public GroupMember Member { get; }

    /// <summary>Its id in DotNext's form.</summary>
    public EndPoint EndPoint { get; }

    /// <inheritdoc/>
    public bool IsRemote { get; }

    /// <inheritdoc/>
    public bool IsLeader => group.Leader == this;

    /// <inheritdoc/>
    public ClusterMemberStatus Status => ClusterMemberStatus.Unknown;

    /// <summary>When it answered last.</summary>
    public Instant AnsweredAt => new(Volatile.Read(ref answeredAt));

    private bool IsAlive => options.Clock() - AnsweredAt < options.Timing.AnsweredLately;

    /// <summary>The newest entry that it had when it was asked for its vote last.</summary>
    public long LastIndex => Volatile.Read(ref lastIndex);

    ref IRaftClusterMember.ReplicationState IRaftClusterMember.State => ref state;

    /// <summary>The newest entry that it has on disk, as it has told the leader of a term; null when it has not.</summary>
    public ulong? MatchIn(long term) => Volatile.Read(ref match) is { } known && known.Term == term ? (ulong)known.Index : null;

    async Task<Result<bool>> IRaftClusterMember.VoteAsync(long term, long lastLogIndex, long lastLogTerm, CancellationToken token)
    {
        RaftReply reply = await CanvassAsync(RaftMessage.Vote, term, lastLogIndex, lastLogTerm, token);
        return new Result<bool> { Term = reply.Term, Value = reply.Value != 0 };
    }

    async Task<Result<PreVoteResult>> IRaftClusterMember.PreVoteAsync(
        long term, long lastLogIndex, long lastLogTerm, CancellationToken token)
    {
        RaftReply reply = await CanvassAsync(RaftMessage.PreVote, term, lastLogIndex, lastLogTerm, token);
        return new Result<PreVoteResult> { Term = reply.Term, Value = (PreVoteResult)reply.Value };
    }

    async Task<Result<ReplicationStatus>> IRaftClusterMember.AppendEntriesAsync<TEntry, TList>(
        long term, TList entries, long prevLogIndex, long prevLogTerm, long commitIndex, CancellationToken token)
    {
        if (!IsRemote)
        {
            return AsStatus(new RaftReply(term, (byte)HeartbeatResult.ReplicatedWithLeaderTerm, prevLogIndex + entries.Count, Heard: true));
        }

        if (Member.IsWitness && entries.Count > 0)
        {
            await group.StandbyFirstAsync(prevLogIndex + entries.Count, term, token);
        }

        (long previous, long previousTerm, int next) = (prevLogIndex, prevLogTerm, 0);
        while (true)
        {
            var batch = new RaftBatch();
            while (next < entries.Count && batch.HasRoom)
            {
                group.Majority.NoteSent(term, prevLogIndex + 1 + next, entries[next].Term);
                await batch.AddAsync(entries[next++], token);
            }

            RaftReply reply = await LeadAsync(
                batch.Frame(term, previous, previousTerm, commitIndex), options.Timing.LeadLimit(IsAlive, batch.Bytes), token);
            (previous, previousTerm) = (previous + batch.Count, batch.Count > 0 ? batch.LastTerm : previousTerm);
            if (!IsTaken((HeartbeatResult)reply.Value) || next >= entries.Count)
            {
                Matched(term, previous, reply);
                return AsStatus(reply);
            }
        }
    }

    async Task<Result<HeartbeatResult>> IRaftClusterMember.InstallSnapshotAsync(
        long term, IRaftLogEntry snapshot, long snapshotIndex, IDataTransferObject configuration, long configurationVersion,
        CancellationToken token)
    {
        var frame = new RaftFrame(RaftMessage.Snapshot);
        frame.Number(term);
        frame.Number(snapshotIndex);
        frame.Number(snapshot.Term);
        frame.Number(configurationVersion);
        byte[] members = await configuration.ToByteArrayAsync(allocator: null, token);
        frame.Number32(members.Length);
        frame.Raw(members);
        frame.Raw(await snapshot.ToByteArrayAsync(allocator: null, token));
        options.OnNotice?.Invoke($"{Member.Id} is sent the snapshot to {snapshotIndex}: {frame.Length / 1024} KB");
        RaftReply reply = await LeadAsync(frame.Finish(), RaftLimits.SnapshotLimit, token);
        Matched(term, snapshotIndex, reply);
        return new Result<HeartbeatResult> { Term = reply.Term, Value = (HeartbeatResult)reply.Value };
    }

    Task<long?> IRaftClusterMember.SynchronizeAsync(long commitIndex, CancellationToken token) => Task.FromResult<long?>(null);

    ValueTask IRaftClusterMember.CancelPendingRequestsAsync()
    {
        link?.Drop();
        return ValueTask.CompletedTask;
    }

    ValueTask<IReadOnlyDictionary<string, string>> IClusterMember.GetMetadataAsync(bool refresh, CancellationToken token) =>
        ValueTask.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(StringComparer.Ordinal));

    Task<bool> IClusterMember.ResignAsync(CancellationToken token) => Task.FromResult(false); // each member resigns for itself only

    /// <summary>Says as the leader what is agreed on, without entries.</summary>
    /// <exception cref="MemberUnavailableException">It did not answer.</exception>
    public Task<RaftReply> SayAsync(long term, long committed, long committedTerm, CancellationToken token) =>
        LeadAsync(new RaftBatch().Frame(term, committed, committedTerm, committed), options.Timing.LeadLimit(IsAlive, bytes: 0), token);

    /// <summary>Whether what was sent came, by DotNext's result.</summary>
    public static bool IsTaken(HeartbeatResult result) => result is HeartbeatResult.Replicated or HeartbeatResult.ReplicatedWithLeaderTerm;

    /// <inheritdoc/>
    public void Dispose() => link?.Dispose();

    private static Result<ReplicationStatus> AsStatus(RaftReply reply) => new()
    {
        Term = reply.Term,
        Value = new ReplicationStatus { Result = (HeartbeatResult)reply.Value, LastIndex = reply.LastIndex },
    };

    private async Task<RaftReply> CanvassAsync(RaftMessage kind, long term, long lastLogIndex, long lastLogTerm, CancellationToken token)
    {
        ElectionRound round = group.Rounds.Join(kind, term, Member.Id, group.Members.Count);
        if (!IsRemote)
        {
            round.Grant();
            return new RaftReply(term, Value: 1, lastLogIndex, Heard: false);
        }

        var frame = new RaftFrame(kind);
        frame.Number(term);
        frame.Number(lastLogIndex);
        frame.Number(lastLogTerm);
        Task<RaftReply> asking = AskAsync(frame.Finish(), options.Timing.VoteLimit, token);
        if (await Task.WhenAny(asking, round.Decided) != asking)
        {
            throw new MemberUnavailableException(this, "not waited for: the others were enough");
        }

        RaftReply reply = await asking;
        Volatile.Write(ref lastIndex, reply.LastIndex);
        if (reply.Value == 1)
        {
            round.Grant();
        }

        return reply;
    }

    private async Task<RaftReply> LeadAsync(ReadOnlyMemory<byte> frame, TimeSpan limit, CancellationToken token)
    {
        Instant sentAt = options.Clock();
        RaftReply reply = await AskAsync(frame, limit, token);
        if (reply.Heard)
        {
            group.Lease.Acknowledge(Member.Id, sentAt);
            group.Wake();
        }

        return reply;
    }

    private async Task<RaftReply> AskAsync(ReadOnlyMemory<byte> frame, TimeSpan limit, CancellationToken token)
    {
        try
        {
            RaftReply reply = await link!.AskAsync(frame, limit, token);
            Volatile.Write(ref answeredAt, options.Clock().Nanoseconds);
            Tell(lost: null);
            return reply;
        }
        catch (Exception lost) // whatever became of the line; DotNext counts members that are not to be had
        {
            token.ThrowIfCancellationRequested();
            Tell(lost);
            throw new MemberUnavailableException(this, lost.Message, lost);
        }
    }

    // Once for a loss, not for each attempt after it.
    private void Tell(Exception? lost)
    {
        if (isLost != (lost is not null))
        {
            isLost = lost is not null;
            options.OnNotice?.Invoke(lost switch
            {
                null => $"{Member.Id} answers again",
                OperationCanceledException => $"{Member.Id} did not answer in time",
                _ => $"{Member.Id} is not to be had: {lost.Message}",
            });
        }
    }

    private void Matched(long term, long index, RaftReply reply)
    {
        if (IsTaken((HeartbeatResult)reply.Value))
        {
            Volatile.Write(ref match, new Match(term, Math.Min(index, reply.LastIndex))); // up to there it is on its disk
            group.Majority.Agree(term, group.Members);
        }
    }

    private sealed record Match(long Term, long Index);
}
