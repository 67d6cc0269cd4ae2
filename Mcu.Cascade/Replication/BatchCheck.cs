using System.Text;
using Mcu.Cascade.Consensus;
using Mcu.V1;

namespace Mcu.Cascade.Replication;

/// <summary>
/// Whether a batch may be replicated. Before it is: afterwards every member takes it, for none may differ from the others.
/// </summary>
internal static class BatchCheck
{
    /// <summary>Looks at one.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="records">What there is.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="detail">Which record, how large.</param>
    public static bool TryPass(Batch batch, RecordTable records, out BatchRefusal refusal, out string detail)
    {
        (refusal, detail) = Check(batch, records);
        return refusal == BatchRefusal.None;
    }

    private static (BatchRefusal Refusal, string Detail) Check(Batch batch, RecordTable records)
    {
        if (batch.Puts.Count == 0 && batch.Removes.Count == 0 && !batch.TermStart)
        {
            return (BatchRefusal.Empty, "");
        }

        foreach (string key in batch.Puts.Select(put => put.Key).Concat(batch.Removes.Select(remove => remove.Key)))
        {
            if (Encoding.UTF8.GetByteCount(key) is 0 or > ReplicationLimits.KeyBytes)
            {
                return (BatchRefusal.BadKey, $"{key.Length} characters");
            }
        }

        if (batch.Puts.FirstOrDefault(put => put.Value.Length > ReplicationLimits.ValueBytes) is { } large)
        {
            return (BatchRefusal.ValueTooLarge, $"{large.Kind}/{large.Key}: {large.Value.Length} of {ReplicationLimits.ValueBytes} bytes");
        }

        if (batch.CalculateSize() is var size && size > ConsensusLimits.EntryBytes)
        {
            return (BatchRefusal.BatchTooLarge, $"{size} of {ConsensusLimits.EntryBytes} bytes");
        }

        long total = records.BytesAfter(batch);
        return total > ReplicationLimits.TotalBytes && total > records.Bytes
            ? (BatchRefusal.StoreFull, $"{total} of {ReplicationLimits.TotalBytes} bytes")
            : (BatchRefusal.None, "");
    }
}
