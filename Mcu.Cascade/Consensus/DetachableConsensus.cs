using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus;

/// <summary>
/// A member that an operator can cut loose: from then on it agrees with itself alone, in a term above all others, and hears nobody. For
/// when the others are gone for good; nothing here can know whether they are. What it agrees on then is in memory only, until the
/// group is founded anew. Any thread.
/// </summary>
/// <param name="group">The member in its group.</param>
/// <param name="state">What entries make.</param>
/// <param name="self">Its id.</param>
/// <param name="clock">The clock of instants in views.</param>
public sealed class DetachableConsensus(IConsensus group, IReplicatedState state, string self, Func<Instant> clock) : IConsensus
{
    // Above what the group can have come to meanwhile, elsewhere.
    private const ulong TermsLeftOut = 1000;

    private readonly Lock sync = new();
    private ConsensusView? alone;

    /// <inheritdoc/>
    public event Action<ConsensusView>? Changed;

    /// <inheritdoc/>
    public ConsensusView View => Volatile.Read(ref alone) is { } view ? view with { LastContact = clock() } : group.View;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancel)
    {
        group.Changed += Forward;
        return group.StartAsync(cancel);
    }

    /// <summary>Leaves the group, and leads alone; for good.</summary>
    /// <param name="term">The lowest term to lead in.</param>
    public async Task DetachAsync(ulong term)
    {
        group.Changed -= Forward;
        ConsensusView last = group.View;
        await group.DisposeAsync();
        var view = new ConsensusView
        {
            Term = Math.Max(term, last.Term) + TermsLeftOut,
            Leader = self,
            Role = ConsensusRole.Leader,
            CommitIndex = last.LastIndex,
            AppliedIndex = last.LastIndex,
            LastIndex = last.LastIndex,
            LeaseUntil = Instant.Never,
            Members = [new ConsensusMember(self, IsWitness: false, IsReachable: true, last.LastIndex)],
        };
        Volatile.Write(ref alone, view);
        Changed?.Invoke(View);
    }

    /// <inheritdoc/>
    public Task<ReplicationOutcome> ReplicateAsync(ReadOnlyMemory<byte> entry, TimeSpan limit, CancellationToken cancel) =>
        Volatile.Read(ref alone) is null ? group.ReplicateAsync(entry, limit, cancel) : Task.FromResult(Agree(entry));

    /// <inheritdoc/>
    public Task<bool> ResignAsync(CancellationToken cancel) => Volatile.Read(ref alone) is null ? group.ResignAsync(cancel) : Task.FromResult(false);

    /// <inheritdoc/>
    public Task<bool> StepDownAsync(CancellationToken cancel) => Volatile.Read(ref alone) is null ? group.StepDownAsync(cancel) : Task.FromResult(false);

    /// <inheritdoc/>
    public Task<bool> AddMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        Volatile.Read(ref alone) is null ? group.AddMemberAsync(member, limit, cancel) : Task.FromResult(false);

    /// <inheritdoc/>
    public Task<bool> RemoveMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        Volatile.Read(ref alone) is null ? group.RemoveMemberAsync(member, limit, cancel) : Task.FromResult(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        group.Changed -= Forward;
        return Volatile.Read(ref alone) is null ? group.DisposeAsync() : ValueTask.CompletedTask;
    }

    private void Forward(ConsensusView view) => Changed?.Invoke(view);

    private ReplicationOutcome Agree(ReadOnlyMemory<byte> entry)
    {
        ConsensusView next;
        lock (sync)
        {
            ConsensusView view = alone!;
            ulong index = view.LastIndex + 1;
            state.Apply(entry.Span, index, view.Term);
            next = view with { CommitIndex = index, AppliedIndex = index, LastIndex = index };
            Volatile.Write(ref alone, next);
        }

        Changed?.Invoke(View);
        return new ReplicationOutcome.Committed(next.LastIndex, next.Term);
    }
}
