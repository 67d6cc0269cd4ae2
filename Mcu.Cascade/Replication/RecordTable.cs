using System.Collections.Immutable;
using System.Text;
using Google.Protobuf;
using Mcu.V1;

namespace Mcu.Cascade.Replication;

/// <summary>All records at one moment. Immutable: whoever has it reads it in peace while the next one is made.</summary>
public sealed class RecordTable
{
    /// <summary>No records.</summary>
    public static readonly RecordTable Empty = new(ImmutableSortedDictionary<RecordKey, ByteString>.Empty, 0, 0, 0, 0);

    private readonly ImmutableSortedDictionary<RecordKey, ByteString> records;

    private RecordTable(ImmutableSortedDictionary<RecordKey, ByteString> records, long bytes, ulong index, ulong term, ulong startedTerm)
    {
        this.records = records;
        (Bytes, Index, Term, StartedTerm) = (bytes, index, term, startedTerm);
    }

    /// <summary>The newest entry that it holds.</summary>
    public ulong Index { get; }

    /// <summary>That entry's term.</summary>
    public ulong Term { get; }

    /// <summary>The newest term whose start was agreed on.</summary>
    public ulong StartedTerm { get; }

    /// <summary>Keys, values and what records cost besides.</summary>
    public long Bytes { get; }

    /// <summary>How many.</summary>
    public int Count => records.Count;

    /// <summary>A record's value; null when there is none.</summary>
    public ByteString? Find(uint kind, string key) => records.GetValueOrDefault(new RecordKey(kind, key));

    /// <summary>All records of a kind, sorted by key.</summary>
    public IEnumerable<RecordChange> Of(uint kind) =>
        records.Where(record => record.Key.Kind == kind).Select(record => new RecordChange(record.Key.Key, record.Value));

    /// <summary>All records, sorted.</summary>
    public IEnumerable<KeyValuePair<RecordKey, ByteString>> All => records;

    /// <summary>The table after an entry.</summary>
    public RecordTable With(Batch batch, ulong index, ulong term)
    {
        ImmutableSortedDictionary<RecordKey, ByteString>.Builder next = records.ToBuilder();
        foreach (Put put in batch.Puts)
        {
            next[new RecordKey(put.Kind, put.Key)] = put.Value;
        }

        foreach (Remove remove in batch.Removes)
        {
            next.Remove(new RecordKey(remove.Kind, remove.Key));
        }

        ulong started = batch.TermStart ? Math.Max(term, StartedTerm) : StartedTerm;
        return new RecordTable(next.ToImmutable(), BytesAfter(batch), index, term, started);
    }

    /// <summary>How large the table would be after a batch.</summary>
    internal long BytesAfter(Batch batch)
    {
        var touched = new Dictionary<RecordKey, ByteString?>();
        foreach (Put put in batch.Puts)
        {
            touched[new RecordKey(put.Kind, put.Key)] = put.Value;
        }

        foreach (Remove remove in batch.Removes)
        {
            touched[new RecordKey(remove.Kind, remove.Key)] = null;
        }

        return Bytes + touched.Sum(record => Cost(record.Key, record.Value) - Cost(record.Key, records.GetValueOrDefault(record.Key)));
    }

    /// <summary>The table as a message.</summary>
    internal ReplicatedSnapshot ToSnapshot()
    {
        var snapshot = new ReplicatedSnapshot { Index = Index, Term = Term, StartedTerm = StartedTerm };
        snapshot.Records.AddRange(records.Select(record => new Put { Kind = record.Key.Kind, Key = record.Key.Key, Value = record.Value }));
        return snapshot;
    }

    /// <summary>The table that a message holds.</summary>
    internal static RecordTable Of(ReplicatedSnapshot snapshot)
    {
        var read = snapshot.Records.ToImmutableSortedDictionary(put => new RecordKey(put.Kind, put.Key), put => put.Value);
        return new RecordTable(
            read, read.Sum(record => Cost(record.Key, record.Value)), snapshot.Index, snapshot.Term, snapshot.StartedTerm);
    }

    private static long Cost(RecordKey key, ByteString? value) =>
        value is null ? 0 : ReplicationLimits.RecordBytes + Encoding.UTF8.GetByteCount(key.Key) + value.Length;
}
