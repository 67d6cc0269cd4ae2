using System.Buffers;
using Google.Protobuf;
using Mcu.Cascade.Consensus;
using Mcu.V1;

namespace Mcu.Cascade.Replication;

/// <summary>
/// Records that all members of an HA group hold alike. Fed by the consensus, on its thread; <see cref="Records"/> may be read by any. A
/// batch is taken whole: nobody ever sees half of one. What an entry holds that cannot be read is passed over, alike on every member.
/// </summary>
public sealed class ReplicatedStore : IReplicatedState
{
    private readonly Dictionary<uint, Action<RecordChanges>> listeners = [];
    private RecordTable records = RecordTable.Empty;
    private long unreadable;

    /// <summary>All records as they are now.</summary>
    public RecordTable Records => Volatile.Read(ref records);

    /// <summary>Entries that could not be read; anything but zero is a fault of a program.</summary>
    public long Unreadable => Volatile.Read(ref unreadable);

    /// <summary>
    /// Tells of changes of a kind, after they are in <see cref="Records"/>, on the consensus's thread: post to your loop and return. Before
    /// the consensus is started; one listener a kind.
    /// </summary>
    public void Listen(uint kind, Action<RecordChanges> listener) => listeners.Add(kind, listener);

    /// <summary>Whether a batch may be replicated, and why not. Any thread.</summary>
    public bool TryCheck(Batch batch, out BatchRefusal refusal, out string detail) =>
        BatchCheck.TryPass(batch, Records, out refusal, out detail);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<byte> entry, ulong index, ulong term)
    {
        Batch batch;
        try
        {
            batch = Batch.Parser.ParseFrom(entry);
        }
        catch (InvalidProtocolBufferException)
        {
            Volatile.Write(ref unreadable, unreadable + 1);
            return;
        }

        Volatile.Write(ref records, records.With(batch, index, term));
        Tell(batch, index, term);
    }

    /// <inheritdoc/>
    public void WriteSnapshot(IBufferWriter<byte> snapshot) => records.ToSnapshot().WriteTo(snapshot);

    /// <inheritdoc/>
    public void Restore(ReadOnlySequence<byte> snapshot)
    {
        RecordTable restored;
        try
        {
            restored = RecordTable.Of(ReplicatedSnapshot.Parser.ParseFrom(snapshot));
        }
        catch (Exception damaged) when (damaged is InvalidProtocolBufferException or ArgumentException) // a key twice
        {
            throw new InvalidDataException("a snapshot that cannot be read", damaged);
        }

        Volatile.Write(ref records, restored);
        foreach ((uint kind, Action<RecordChanges> listener) in listeners)
        {
            listener(new RecordChanges(restored.Index, restored.Term, IsReset: true, [.. restored.Of(kind)]));
        }
    }

    private void Tell(Batch batch, ulong index, ulong term)
    {
        if (listeners.Count == 0)
        {
            return;
        }

        var changes = new Dictionary<uint, List<RecordChange>>();
        foreach (Put put in batch.Puts)
        {
            Of(changes, put.Kind).Add(new RecordChange(put.Key, put.Value));
        }

        foreach (Remove remove in batch.Removes)
        {
            Of(changes, remove.Kind).Add(new RecordChange(remove.Key, Value: null));
        }

        foreach ((uint kind, List<RecordChange> list) in changes)
        {
            if (listeners.TryGetValue(kind, out Action<RecordChanges>? listener))
            {
                listener(new RecordChanges(index, term, IsReset: false, list));
            }
        }
    }

    private static List<RecordChange> Of(Dictionary<uint, List<RecordChange>> changes, uint kind)
    {
        if (!changes.TryGetValue(kind, out List<RecordChange>? list))
        {
            changes[kind] = list = [];
        }

        return list;
    }
}
