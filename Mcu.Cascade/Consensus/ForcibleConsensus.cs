using System.Buffers;
using System.Security.Cryptography;
using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus;

/// <summary>
/// A member that an operator can force to go on without the others, when they are gone for good; nothing here can know whether they are.
/// It then leads alone, on disk as before, in a lineage of its own (<see cref="ConsensusFolder.Lineage"/>) with terms above all others, and
/// takes the others in again by <see cref="AddMemberAsync"/>. A member that hears of a newer lineage than its own gives up what it leads,
/// puts aside what it holds, and waits to be taken in. Any thread.
/// </summary>
/// <param name="options">The member's settings.</param>
/// <param name="state">What entries make.</param>
public sealed class ForcibleConsensus(ConsensusOptions options, IReplicatedState state) : IConsensus
{
    // Above what the group can have come to meanwhile, elsewhere. Drawn: two that are forced are two lineages.
    private const int TermsLeftOut = 1000;

    private static readonly TimeSpan AddAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim turn = new(1);
    private DotNextConsensus? current;
    private ConsensusView last = ConsensusView.Empty;
    private ulong overtakenBy;
    private bool isDisposed;

    /// <inheritdoc/>
    public event Action<ConsensusView>? Changed;

    /// <inheritdoc/>
    public ConsensusView View => Volatile.Read(ref current)?.View ?? Volatile.Read(ref last);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancel) => InTurn(() => BeginAsync(aloneFrom: null, cancel));

    /// <summary>Leaves the group, and leads alone. Takes effect when <see cref="View"/> says so, about an election's time later.</summary>
    /// <param name="term">The lowest term to lead in.</param>
    /// <exception cref="IOException">The folder cannot be written, or the port is not to be had. The member takes no part any more.</exception>
    /// <exception cref="InvalidDataException">The member holds nothing that it could go on with.</exception>
    public Task ForceAsync(ulong term) => InTurn(async () =>
    {
        ulong lineage = Math.Max(term, View.Term) + TermsLeftOut + (ulong)RandomNumberGenerator.GetInt32(TermsLeftOut);
        await EndAsync(keepsAll: true);
        await BeginAsync(lineage, CancellationToken.None);
    });

    /// <inheritdoc/>
    public Task<ReplicationOutcome> ReplicateAsync(ReadOnlyMemory<byte> entry, TimeSpan limit, CancellationToken cancel) =>
        Volatile.Read(ref current)?.ReplicateAsync(entry, limit, cancel) ?? Task.FromResult<ReplicationOutcome>(new ReplicationOutcome.Stopping());

    /// <inheritdoc/>
    public Task<bool> ResignAsync(CancellationToken cancel) => Volatile.Read(ref current)?.ResignAsync(cancel) ?? Task.FromResult(false);

    /// <inheritdoc/>
    public async Task<bool> AddMemberAsync(string member, TimeSpan limit, CancellationToken cancel)
    {
        // One that was overtaken is not there at once: it hears of it first, and begins anew.
        for (Instant until = options.Clock() + limit; until - options.Clock() is { Ticks: > 0 } left; await Task.Delay(AddAgainAfter, cancel))
        {
            if (Volatile.Read(ref current) is not { View.Role: ConsensusRole.Leader } leader)
            {
                return false;
            }

            // An attempt that failed may have been agreed on after all.
            if (leader.View.Members.Any(present => present.Id == member) || await leader.AddMemberAsync(member, left, cancel))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public Task<bool> RemoveMemberAsync(string member, TimeSpan limit, CancellationToken cancel) =>
        Volatile.Read(ref current)?.RemoveMemberAsync(member, limit, cancel) ?? Task.FromResult(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await InTurn(() =>
        {
            isDisposed = true;
            return EndAsync(keepsAll: false);
        });
    }

    private async Task InTurn(Func<Task> act)
    {
        await turn.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task BeginAsync(ulong? aloneFrom, CancellationToken cancel)
    {
        var member = new DotNextConsensus(options with { AloneFrom = aloneFrom, OnOvertaken = OnOvertaken }, state);
        member.Changed += Forward;
        Volatile.Write(ref current, member);
        try
        {
            await member.StartAsync(cancel);
        }
        catch (Exception failed)
        {
            member.Changed -= Forward;
            Show(View with { Fault = failed.Message });
            throw;
        }
    }

    private async Task EndAsync(bool keepsAll)
    {
        if (current is not { } member)
        {
            return;
        }

        ConsensusView before = member.View;
        member.Changed -= Forward;
        await (keepsAll ? member.EndWithAllAsync() : member.DisposeAsync());
        Show(before with { Role = ConsensusRole.None, Leader = null, LeaseUntil = Instant.Distant });
    }

    private void Show(ConsensusView view)
    {
        Volatile.Write(ref last, view);
        Volatile.Write(ref current, null);
        Changed?.Invoke(view);
    }

    // The line on which it was heard ends with the member: it must not wait for that.
    private void OnOvertaken(ulong lineage)
    {
        if (Interlocked.Exchange(ref overtakenBy, lineage) < lineage)
        {
            _ = Task.Run(() => InTurn(() => isDisposed ? Task.CompletedTask : BeginAnewAsync(lineage)));
        }
    }

    private async Task BeginAnewAsync(ulong lineage)
    {
        await EndAsync(keepsAll: false);
        try
        {
            ConsensusFolder.PutAside(options.Folder, options.Self, lineage);
            state.Restore(ReadOnlySequence<byte>.Empty);
            await BeginAsync(aloneFrom: null, CancellationToken.None);
            options.OnNotice?.Invoke($"the group was led by force meanwhile: what this member held is put aside in {options.Folder}; it waits to be taken in");
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            options.OnNotice?.Invoke($"what is overtaken could not be put aside: {failed.Message}");
            Show(View with { Fault = failed.Message });
        }
    }

    private void Forward(ConsensusView view) => Changed?.Invoke(view);
}
