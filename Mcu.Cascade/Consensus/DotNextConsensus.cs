using DotNext;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Mcu.Cascade.Consensus.Raft;
using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus;

/// <summary>A member whose Raft is DotNext's, with its log on disk and a line of ours to the others; see <see cref="RaftGroup"/>.</summary>
public sealed class DotNextConsensus : IConsensus
{
    private static readonly TimeSpan TakeOverLimit = TimeSpan.FromSeconds(2);

    private readonly ConsensusOptions options;
    private readonly AppliedEntries applied = new();
    private readonly RaftStateMachine machine;
    private readonly ReplicationWindow window = new();
    private RaftNode? node;
    private ConsensusThread? thread;
    private ConsensusView view = ConsensusView.Empty;
    private volatile bool isResigning;
    private volatile bool isStopping = true;
    private bool keepsAll;
    private bool isClosed;
    private Task standing = Task.CompletedTask;

    /// <summary>Makes a member; it does nothing before it is started.</summary>
    /// <exception cref="ArgumentException">The settings are not sound.</exception>
    public DotNextConsensus(ConsensusOptions options, IReplicatedState state)
    {
        this.options = options;
        options.OwnEntry();
        machine = new RaftStateMachine(state, Path.Combine(options.Folder, "snapshots"), applied)
        {
            Every = options.SnapshotEvery,
            EveryBytes = options.SnapshotEveryBytes,
        };
    }

    /// <inheritdoc/>
    public event Action<ConsensusView>? Changed;

    /// <inheritdoc/>
    public ConsensusView View => Volatile.Read(ref view);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancel)
    {
        node = await RaftNode.OpenAsync(options, machine, () => thread?.Wake(), cancel);
        isStopping = false;
        thread = new ConsensusThread("consensus", options.OnThread, Turn);
    }

    /// <inheritdoc/>
    public async Task<ReplicationOutcome> ReplicateAsync(ReadOnlyMemory<byte> entry, TimeSpan limit, CancellationToken cancel)
    {
        if (entry.IsEmpty || entry.Length > ConsensusLimits.EntryBytes)
        {
            throw new ArgumentException($"an entry of {entry.Length} bytes");
        }

        if (isStopping)
        {
            return new ReplicationOutcome.Stopping();
        }

        if (!TryLead(out long term, out CancellationToken lead))
        {
            return new ReplicationOutcome.NotLeader(View.Leader is { } leader && leader != options.Self ? leader : null);
        }

        if (!window.TryEnter(entry.Length))
        {
            return new ReplicationOutcome.Busy();
        }

        try
        {
            return await AgreeAsync(entry.ToArray(), term, lead, limit, cancel);
        }
        finally
        {
            window.Leave(entry.Length);
        }
    }

    /// <inheritdoc/>
    public Task<bool> ResignAsync(CancellationToken cancel) =>
        CanHandOver(View) ? LetGoAsync(IsSucceededAsync, cancel) : Task.FromResult(false);

    /// <inheritdoc/>
    public Task<bool> StepDownAsync(CancellationToken cancel) => View switch
    {
        { Role: not ConsensusRole.Leader } => Task.FromResult(false),
        var present when CanHandOver(present) => LetGoAsync(IsSucceededAsync, cancel),
        _ => LetGoAsync(_ => Task.FromResult(true), cancel),
    };

    /// <inheritdoc/>
    public Task<bool> AddMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        options.Members.FirstOrDefault(known => string.Equals(known.Id, member, StringComparison.Ordinal)) is { } found
            ? ChangeMembersAsync(token => node!.Group.AddAsync(found, token), limit, cancel)
            : Task.FromResult(false);

    /// <inheritdoc/>
    public Task<bool> RemoveMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        string.Equals(member, options.Self, StringComparison.Ordinal)
            ? Task.FromResult(false)
            : ChangeMembersAsync(token => node!.Group.RemoveAsync(member, token), limit, cancel);

    /// <summary>
    /// Ends, and takes all that is in the log here for agreed on, as is right for a member that goes on alone: what others may have
    /// acknowledged with it is among it.
    /// </summary>
    public ValueTask EndWithAllAsync()
    {
        keepsAll = true;
        return DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        thread?.Dispose();
        if (node is not null && !Interlocked.Exchange(ref isClosed, true))
        {
            await node.CloseAsync(keepsAll); // whoever waits for it still finds it, and that it has ended
        }

        Volatile.Write(ref view, ConsensusView.Empty with { Term = view.Term, IsWitness = view.IsWitness });
    }

    // It votes and does not lead, until this has ended.
    private async Task<bool> LetGoAsync(Func<CancellationToken, Task<bool>> awaitSuccessor, CancellationToken cancel)
    {
        if (isStopping || isResigning)
        {
            return false;
        }

        isResigning = true;
        try
        {
            return await node!.Group.EnableStandbyModeAsync(cancel) && await awaitSuccessor(cancel);
        }
        finally
        {
            await node!.Group.RevertToNormalModeAsync(CancellationToken.None);
            isResigning = false;
        }
    }

    private bool TryLead(out long term, out CancellationToken lead)
    {
        term = ((IPersistentState)node!.Log).Term;
        lead = new CancellationToken(canceled: true);
        ConsensusView present = View;
        if (isResigning || present.Fault is not null || present.Role != ConsensusRole.Leader || present.Term != (ulong)term)
        {
            return false;
        }

        lead = node!.Group.LeadershipToken;
        return !lead.IsCancellationRequested && ((IPersistentState)node.Log).Term == term; // the token is of that term, then
    }

    private async Task<ReplicationOutcome> AgreeAsync(
        ReadOnlyMemory<byte> entry, long term, CancellationToken lead, TimeSpan limit, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lead);
        either.CancelAfter(limit);
        try
        {
            long index = await node!.Log.AppendAsync(new BinaryLogEntry { Content = entry, Term = term }, either.Token);
            node.Log.Keep();
            Task<bool> taken = applied.WaitAsync((ulong)index, (ulong)term, either.Token);
            await node!.Group.ForceReplicationAsync(either.Token);
            if (!await taken)
            {
                return new ReplicationOutcome.NotLeader(View.Leader);
            }

            return new ReplicationOutcome.Committed((ulong)index, (ulong)term);
        }
        catch (Exception unknown) when (unknown is OperationCanceledException or NotLeaderException or ObjectDisposedException
            or InvalidOperationException or IntegrityException)
        {
            return new ReplicationOutcome.TimedOut();
        }
    }

    private static bool CanHandOver(ConsensusView present) => present.Role == ConsensusRole.Leader && present.Members.Any(
        member => !member.IsWitness && !string.Equals(member.Id, present.Leader, StringComparison.Ordinal)
            && member.IsReachable && member.LagBehind(present.LastIndex) == 0);

    private async Task<bool> IsSucceededAsync(CancellationToken cancel)
    {
        var succeeded = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConsensusView changed)
        {
            if (changed.Leader is { } leader && !string.Equals(leader, options.Self, StringComparison.Ordinal))
            {
                succeeded.TrySetResult(true);
            }
        }

        Changed += Look;
        try
        {
            return await succeeded.Task.WaitAsync(TakeOverLimit, cancel);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            Changed -= Look;
        }
    }

    private async Task<bool> ChangeMembersAsync(Func<CancellationToken, Task<bool>> change, TimeSpan limit, CancellationToken cancel)
    {
        if (isStopping || !TryLead(out _, out CancellationToken lead))
        {
            return false;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lead);
        either.CancelAfter(limit);
        try
        {
            return await change(either.Token);
        }
        catch (Exception failed) when (failed is OperationCanceledException or NotLeaderException or RaftProtocolException
            or InvalidOperationException or IntegrityException)
        {
            options.OnNotice?.Invoke($"members were not changed: {failed.Message}");
            return false;
        }
    }

    private void Turn()
    {
        ConsensusView made = node!.View();
        if (node.TryEndRecovery())
        {
            options.OnNotice?.Invoke("this member has been sent what it had lost, and takes part again");
        }

        StandIfMember(made.IsWitness);
        GiveUpLeadIfDiskHangs(made);

        if (made.IsSameAs(View))
        {
            return;
        }

        Volatile.Write(ref view, made);
        Changed?.Invoke(made);
    }

    // Meetings go on with a disk that hangs, but no act is kept; the standby's disk has what this one lacks, or it would not be asked.
    private void GiveUpLeadIfDiskHangs(ConsensusView made)
    {
        if (!isResigning && CanHandOver(made) && options.Clock() - node!.Log.BusySince is { } busy && busy > RaftLimits.DiskLimit)
        {
            options.OnNotice?.Invoke($"the disk has not answered for {busy.TotalSeconds:0} s: another member is to lead");
            _ = ResignAsync(CancellationToken.None);
        }
    }

    // Who is out of the group, or holds less than it did, votes for nobody and stands for nothing.
    private void StandIfMember(bool isWitness)
    {
        bool stands = !isWitness && node!.Recovery is null && node.Group.IsMember;
        if (!isResigning && node!.Group.Standby == stands && standing.IsCompleted)
        {
            standing = (stands ? node.Group.RevertToNormalModeAsync(CancellationToken.None) : node.Group.EnableStandbyModeAsync(CancellationToken.None)).AsTask();
        }
    }
}
