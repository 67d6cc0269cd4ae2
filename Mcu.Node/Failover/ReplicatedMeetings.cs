using Google.Protobuf;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>
/// The meetings as the group has agreed on them, and what of this node's goes there while it is in office. What is written is of the
/// control loop; what is read, of any thread.
/// </summary>
/// <param name="store">Everything that is agreed on.</param>
/// <param name="capture">What changed here.</param>
/// <param name="replicator">Gets it agreed on.</param>
/// <param name="seal">For records with keys.</param>
internal sealed class ReplicatedMeetings(IStoredRecords store, StateCapture capture, StateReplicator replicator, RecordSeal seal)
{
    private bool isInOffice;

    /// <summary>Whether the group has never had a meeting.</summary>
    public bool IsEmpty => store.Of(RecordKinds.Conference).Count == 0 && store.Of(RecordKinds.Act).Count == 0;

    /// <summary>The conferences.</summary>
    public IReadOnlyList<ConferenceRecord> Conferences() => [.. store.Of(RecordKinds.Conference).Select(entry => ConferenceRecord.Parser.ParseFrom(entry.Value))];

    /// <summary>The calls, in the order of their keys; those that were sealed under another secret are left out.</summary>
    public IReadOnlyList<DialogRecord> Dialogs() =>
        [.. Opened(RecordKinds.Dialog).Select(entry => DialogRecord.Parser.ParseFrom(entry.Value)).OrderBy(record => record.Site, StringComparer.Ordinal)];

    /// <summary>What an act was answered; null: the group does not know it.</summary>
    public ActRecord? FindAct(string opId) => store.Find(RecordKinds.Act, opId) is { } value ? ActRecord.Parser.ParseFrom(value) : null;

    /// <summary>This node leads from here on, with what is agreed on restored.</summary>
    public void Begin()
    {
        capture.Begin(
        [
            .. store.Of(RecordKinds.Conference).Select(entry => (RecordKinds.Conference, entry.Key, entry.Value)),
            .. Opened(RecordKinds.Dialog).Select(entry => (RecordKinds.Dialog, entry.Key, entry.Value)),
            .. store.Of(RecordKinds.Act).Select(entry => (RecordKinds.Act, entry.Key, entry.Value)),
        ]);
        isInOffice = true;
    }

    /// <summary>This node leads no more: what happens here is nobody's business.</summary>
    public void End() => isInOffice = false;

    /// <summary>Sends what has changed. Several times a second, and after every act.</summary>
    public void Tick()
    {
        if (isInOffice && capture.Next() is { } batch)
        {
            _ = replicator.CommitAsync(Sealed(batch));
        }
    }

    /// <summary>Sends an act with what it changed, as one; ends with whether the group has agreed on it.</summary>
    public Task<bool> CommitAsync(string opId, ActRecord act) =>
        isInOffice ? replicator.CommitAsync(Sealed(capture.Next(opId, act)!)) : Task.FromResult(false);

    private IEnumerable<(string Key, ByteString Value)> Opened(string kind)
    {
        foreach ((string key, ByteString value) in store.Of(kind))
        {
            if (seal.TryOpen(kind, key, value, out ByteString? open))
            {
                yield return (key, open);
            }
        }
    }

    private Batch Sealed(Batch batch)
    {
        foreach (Put put in batch.Puts.Where(put => put.Kind == RecordKinds.Dialog))
        {
            put.Value = seal.Seal(put.Kind, put.Key, put.Value);
        }

        return batch;
    }
}

/// <summary>Records that a group has agreed on. Any thread.</summary>
internal interface IStoredRecords
{
    /// <summary>All records of a kind.</summary>
    IReadOnlyList<(string Key, ByteString Value)> Of(string kind);

    /// <summary>One record; null: there is none.</summary>
    ByteString? Find(string kind, string key);
}
