using System.Threading.Channels;
using DotNext.IO.Log;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// DotNext's log, with one difference: to agree on entries never waits for the disk. DotNext's waits, in the rounds by which a leader says
/// that it is alive and in a follower's answers to them, so that a disk which is busy for longer than the lease ends a lead. Here the
/// rounds go on, and what is agreed on counts as such when it is on the disk.
/// </summary>
internal sealed class RaftLog : WriteAheadLog, IAuditTrail
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim waits = new(1); // for DotNext's disk: its event has room for one that waits
    private readonly Lock sync = new();
    private readonly Func<Instant> clock;
    private readonly Action committed;
    private readonly Task keeping;
    private TaskCompletionSource round = NewRound();
    private Instant? begun;
    private long kept;
    private long underWay;
    private long agreed;

    /// <summary>Opens it.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="machine">Where entries go that are agreed on.</param>
    /// <param name="clock">The time.</param>
    /// <param name="committed">Called when entries are agreed on that had to wait for the disk. Any thread.</param>
    public RaftLog(string folder, IStateMachine machine, Func<Instant> clock, Action committed)
        : base(Settings(folder), machine)
    {
        (this.clock, this.committed) = (clock, committed);
        kept = LastEntryIndex;
        keeping = KeepAsync();
    }

    /// <summary>Since when the disk has not finished what it was given; null: it has nothing to do.</summary>
    public Instant? BusySince
    {
        get
        {
            lock (sync)
            {
                return begun;
            }
        }
    }

    /// <summary>The newest entry that is known to be on the disk.</summary>
    public long Kept
    {
        get
        {
            lock (sync)
            {
                return kept;
            }
        }
    }

    /// <summary>Has what was appended come to the disk.</summary>
    public void Keep() => wakes.Writer.TryWrite(true);

    /// <summary>Entries after an index were written, perhaps over others: these are not on the disk yet.</summary>
    public void Written(long previous)
    {
        lock (sync)
        {
            (kept, underWay) = (Math.Min(kept, previous), Math.Min(underWay, previous));
        }
    }

    /// <summary>What a majority has is agreed on: as soon as the disk has it too. Waits for nothing.</summary>
    public void Agree(long index)
    {
        if (index > LastCommittedEntryIndex)
        {
            lock (sync)
            {
                agreed = Math.Max(agreed, index);
            }

            Keep();
        }
    }

    /// <summary>Has an entry come to the disk, and tells up to which the disk has them after a while at most.</summary>
    public async Task<long> KeptAsync(long index, TimeSpan patience, CancellationToken cancel)
    {
        Task? tooLong = null;
        while (true)
        {
            Task next = NextRound();
            if (Kept is var now && (now >= index || tooLong is { IsCompleted: true }))
            {
                return now;
            }

            Keep();
            await Task.WhenAny(next, tooLong ??= Task.Delay(patience, cancel));
        }
    }

    /// <summary>Has all that is in it come to the disk, and takes it for agreed on. The last that is done with it.</summary>
    public async Task KeepAllAsync(CancellationToken cancel)
    {
        await EndAsync();
        await CommitAsync(LastEntryIndex, cancel);
        await FlushAsync(cancel);
    }

    ValueTask<long> IAuditTrail.CommitAsync(long endIndex, CancellationToken token)
    {
        if (keeping.IsFaulted)
        {
            return CommitAsync(endIndex, token); // it says what has become of the disk
        }

        if (endIndex <= LastCommittedEntryIndex)
        {
            return ValueTask.FromResult(0L);
        }

        if (endIndex <= Kept && waits.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            return CommitKeptAsync(endIndex, token);
        }

        Agree(endIndex);
        return ValueTask.FromResult(0L);
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        await EndAsync();
        ending.Dispose();
        await base.DisposeAsyncCore();
    }

    private static Options Settings(string folder) => new()
    {
        Location = folder,
        ChunkSize = 1 << 20,
        HashAlgorithm = IntegrityHashAlgorithm.Crc64,
        MemoryManagement = MemoryManagementStrategy.PrivateMemory, // to write to a page that is mapped may have to wait for the disk
    };

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async ValueTask<long> CommitKeptAsync(long index, CancellationToken token)
    {
        try
        {
            return await CommitAsync(index, token);
        }
        finally
        {
            waits.Release();
        }
    }

    private Task NextRound()
    {
        lock (sync)
        {
            return round.Task;
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            while (await wakes.Reader.WaitToReadAsync(ending.Token))
            {
                wakes.Reader.TryRead(out _);
                await waits.WaitAsync(ending.Token);
                try
                {
                    await KeepOnceAsync(ending.Token);
                }
                finally
                {
                    waits.Release();
                }
            }
        }
        finally
        {
            RoundIsOver();
        }
    }

    private async Task KeepOnceAsync(CancellationToken cancel)
    {
        Begin();
        await FlushAsync(cancel);
        if (Finish() is var both && both > LastCommittedEntryIndex)
        {
            await CommitAsync(both, cancel);
            committed();
        }
    }

    private void Begin()
    {
        lock (sync)
        {
            (begun, underWay) = (clock(), LastEntryIndex);
        }
    }

    // The newest entry that is both agreed on and kept.
    private long Finish()
    {
        lock (sync)
        {
            (begun, kept) = (null, Math.Max(kept, underWay));
            RoundIsOver();
            return Math.Min(agreed, kept);
        }
    }

    private void RoundIsOver()
    {
        lock (sync)
        {
            round.TrySetResult();
            round = NewRound();
        }
    }

    private async Task EndAsync()
    {
        await ending.CancelAsync();
        await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
