using System.Buffers;
using System.Globalization;
using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// Feeds the state from DotNext's log, and keeps its snapshots. Not DotNext's SimpleStateMachine: that one puts a snapshot whose transfer
/// broke off in its place all the same, and a member restarted from it would come back with half a state.
/// </summary>
internal sealed class RaftStateMachine(IReplicatedState state, string folder, AppliedEntries applied) : IStateMachine
{
    private RaftSnapshot? current;
    private Task<RaftSnapshot>? writing;
    private long appliedIndex;
    private long bytesSince;

    /// <summary>Entries from one snapshot to the next.</summary>
    public required int Every { get; init; }

    /// <summary>Bytes of entries from one snapshot to the next.</summary>
    public required long EveryBytes { get; init; }

    /// <summary>
    /// Keeps lists of members, which DotNext hands over here as long as it has not been told where to keep them: when it opens its log, and
    /// begins to apply, it has not.
    /// </summary>
    public IClusterConfigurationStorage? Lists { get; set; }

    /// <summary>Restores the state from the newest snapshot. Before the log is opened.</summary>
    /// <exception cref="InvalidDataException">The snapshot is damaged. The log before it is gone: an older one would not do.</exception>
    public void Open()
    {
        Directory.CreateDirectory(folder);
        DurableFile.RemoveUnfinished(folder);
        string? newest = Directory.GetFiles(folder, "*.snapshot").Max(StringComparer.Ordinal);
        if (newest is not null)
        {
            byte[] bytes = File.ReadAllBytes(newest);
            if (!SnapshotFile.TryRead(bytes, out ulong index, out ulong term, out ReadOnlyMemory<byte> content))
            {
                throw new InvalidDataException($"{newest} is damaged");
            }

            Adopt(new RaftSnapshot(newest, (long)index, (long)term, bytes.Length), content);
        }
    }

    /// <summary>Ends what is being written.</summary>
    public async Task CloseAsync()
    {
        if (writing is { } last)
        {
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    ISnapshot? ISnapshotManager.Snapshot => Volatile.Read(ref current);

    /// <inheritdoc/>
    ValueTask ISnapshotManager.ReclaimGarbageAsync(long watermark, CancellationToken token)
    {
        foreach (string path in Directory.GetFiles(folder, "*.snapshot"))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long index)
                && index < watermark)
            {
                File.Delete(path);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    async ValueTask<long> IStateMachine.ApplyAsync(LogEntry entry, CancellationToken token)
    {
        if (entry.Index <= appliedIndex)
        {
            return appliedIndex;
        }

        if (entry.IsSnapshot)
        {
            await CloseAsync();
            writing = null; // it is older than what came
            Install(entry);
            return appliedIndex;
        }

        if (writing is { IsCompleted: true } written)
        {
            Volatile.Write(ref current, await written); // one that cannot be written stops the member: the disk is full or dying
            writing = null;
        }

        if (entry.IsConfiguration && Lists is { } lists)
        {
            await lists.SaveConfigurationAsync(entry, entry.Index, token);
        }

        Apply(entry);
        return appliedIndex;
    }

    private void Apply(LogEntry entry)
    {
        if (!entry.IsConfiguration && entry.TryGetPayload(out ReadOnlySequence<byte> bytes) && !bytes.IsEmpty)
        {
            state.Apply(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), (ulong)entry.Index, (ulong)entry.Term);
            bytesSince += bytes.Length;
        }

        appliedIndex = entry.Index;
        applied.Note((ulong)entry.Index, (ulong)entry.Term);
        if (writing is null && (appliedIndex - (current?.Index ?? 0) >= Every || bytesSince >= EveryBytes))
        {
            BeginSnapshot(entry.Index, entry.Term);
        }
    }

    private void BeginSnapshot(long index, long term)
    {
        bytesSince = 0;
        var content = new ArrayBufferWriter<byte>();
        state.WriteSnapshot(content);
        writing = Task.Run(() => Write(SnapshotFile.Write((ulong)index, (ulong)term, content.WrittenSpan), index, term));
    }

    private RaftSnapshot Write(byte[] bytes, long index, long term)
    {
        string path = Path.Combine(folder, SnapshotFile.NameOf((ulong)index));
        DurableFile.Write(path, bytes);
        return new RaftSnapshot(path, index, term, bytes.Length);
    }

    private void Install(LogEntry entry)
    {
        if (!((IDataTransferObject)entry).TryGetMemory(out ReadOnlyMemory<byte> bytes)
            || !SnapshotFile.TryRead(bytes, out ulong index, out ulong term, out ReadOnlyMemory<byte> content)
            || (long)index != entry.Index)
        {
            throw new InvalidDataException($"the snapshot to {entry.Index} came damaged");
        }

        Adopt(Write(bytes.ToArray(), (long)index, (long)term), content);
        applied.Note(index, term);
    }

    private void Adopt(RaftSnapshot snapshot, ReadOnlyMemory<byte> content)
    {
        state.Restore(new ReadOnlySequence<byte>(content));
        appliedIndex = snapshot.Index;
        bytesSince = 0;
        Volatile.Write(ref current, snapshot);
    }
}
