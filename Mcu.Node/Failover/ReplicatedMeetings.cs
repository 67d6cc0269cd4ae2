using Google.Protobuf;
using Mcu.Cascade.Replication;
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
internal sealed class ReplicatedMeetings(ReplicatedStore store, StateCapture capture, StateReplicator replicator, RecordSeal seal)
{
    private const int MostDrills = 32;
    private const string LastTakeover = "last";

    private bool isInOffice;
    private volatile bool isInDoubt;

    /// <summary>Whether the group has never had a meeting.</summary>
    public bool IsEmpty => !HasMeetings(store.Records);

    /// <summary>Whether this node serves meetings that were there before it. Control loop's thread.</summary>
    public bool WereRestored { get; private set; }

    /// <summary>The conferences.</summary>
    public IReadOnlyList<ConferenceRecord> Conferences() => [.. store.Records.Of(ReplicatedKinds.Conference).Select(entry => ConferenceRecord.Parser.ParseFrom(entry.Value))];

    /// <summary>The calls, in the order of their keys; those that were sealed under another secret are left out.</summary>
    public IReadOnlyList<DialogRecord> Dialogs() =>
        [.. Dialogs(store.Records).Select(entry => DialogRecord.Parser.ParseFrom(entry.Value)).OrderBy(record => record.Site, StringComparer.Ordinal)];

    /// <summary>What an act was answered; null: the group does not know it.</summary>
    public ActRecord? FindAct(string opId) => store.Records.Find(ReplicatedKinds.Act, opId) is { } value ? ActRecord.Parser.ParseFrom(value) : null;

    /// <summary>Where rooms reach an MCU of the group, address and port; null: it has not led since it knows how to tell.</summary>
    public string? SipOf(string member) =>
        store.Records.Find(ReplicatedKinds.Member, member) is { } value ? MemberRecord.Parser.ParseFrom(value).Sip : null;

    /// <summary>The last time that an MCU of the group took its meetings over; null: never.</summary>
    public Takeover? FindTakeover() =>
        store.Records.Find(ReplicatedKinds.Takeover, LastTakeover) is { } value ? Takeover.Parser.ParseFrom(value) : null;

    /// <summary>Rehearsals, the newest first.</summary>
    public IReadOnlyList<Drill> Drills() =>
        [.. store.Records.Of(ReplicatedKinds.Drill).Select(entry => Drill.Parser.ParseFrom(entry.Value)).OrderByDescending(drill => drill.At.ToDateTimeOffset())];

    /// <summary>This node leads from here on, with what is agreed on restored.</summary>
    public void Begin()
    {
        RecordTable agreed = store.Records;
        WereRestored = HasMeetings(agreed);
        capture.Begin(OfMeetings(agreed));
        (isInOffice, isInDoubt) = (true, false);
    }

    /// <summary>The calls of the node before are taken over, or given up.</summary>
    public void Settle() => capture.Settle();

    /// <summary>This node leads no more: what happens here is nobody's business.</summary>
    public void End() => isInOffice = false;

    /// <summary>Sends what has changed. Several times a second, and after every act.</summary>
    public void Tick()
    {
        Reconsider();
        SendNext();
    }

    /// <summary>Sends an act with what it changed, as one; ends with whether the group has agreed on it.</summary>
    public Task<bool> CommitAsync(string opId, ActRecord act)
    {
        if (isInDoubt)
        {
            Tick();
        }

        while (isInOffice && capture.HasMore)
        {
            SendNext(); // what an earlier batch had no room for goes first: the act's own batch then holds what the act changed
        }

        return isInOffice ? SendAsync(capture.Next(opId, act)!) : Task.FromResult(false);
    }

    /// <summary>Keeps a rehearsal, and forgets the oldest beyond what is kept; ends with whether the group has agreed on it.</summary>
    public Task<bool> KeepAsync(Drill drill)
    {
        var batch = new Batch { Puts = { new Put { Kind = ReplicatedKinds.Drill, Key = drill.OpId, Value = drill.ToByteString() } } };
        batch.Removes.AddRange(Drills().Where(other => other.OpId != drill.OpId).Skip(MostDrills - 1).Select(old => new Remove { Kind = ReplicatedKinds.Drill, Key = old.OpId }));
        return CommitAsync(batch);
    }

    /// <summary>Keeps the last time that meetings were taken over; ends with whether the group has agreed on it.</summary>
    public Task<bool> KeepAsync(Takeover takeover) =>
        CommitAsync(new Batch { Puts = { new Put { Kind = ReplicatedKinds.Takeover, Key = LastTakeover, Value = takeover.ToByteString() } } });

    /// <summary>A rehearsal did not come about.</summary>
    public Task<bool> ForgetAsync(string drill) => CommitAsync(new Batch { Removes = { new Remove { Kind = ReplicatedKinds.Drill, Key = drill } } });

    // What is no part of a meeting, and so is not captured.
    private Task<bool> CommitAsync(Batch batch) => isInOffice ? replicator.CommitAsync(batch) : Task.FromResult(false);

    private void Reconsider()
    {
        if (isInOffice && isInDoubt)
        {
            isInDoubt = false;
            capture.Doubt(OfMeetings(store.Records));
        }
    }

    private void SendNext()
    {
        if (isInOffice && capture.Next() is { } batch)
        {
            _ = SendAsync(batch);
        }
    }

    // One that was not agreed on, though this node leads on, has been captured for nothing.
    private async Task<bool> SendAsync(Batch batch)
    {
        bool isKept = await replicator.CommitAsync(Sealed(batch));
        isInDoubt |= !isKept;
        return isKept;
    }

    private (RecordKey Key, ByteString Value)[] OfMeetings(RecordTable agreed) =>
    [
        .. agreed.All.Where(entry => entry.Key.Kind is ReplicatedKinds.Conference or ReplicatedKinds.Act).Select(entry => (entry.Key, entry.Value)),
        .. Dialogs(agreed),
    ];

    private static bool HasMeetings(RecordTable records) => records.All.Any(entry => entry.Key.Kind is ReplicatedKinds.Conference or ReplicatedKinds.Dialog or ReplicatedKinds.Act);

    private IEnumerable<(RecordKey Key, ByteString Value)> Dialogs(RecordTable agreed)
    {
        foreach ((RecordKey key, ByteString value) in agreed.All.Where(entry => entry.Key.Kind == ReplicatedKinds.Dialog))
        {
            if (seal.TryOpen(key.Kind, key.Key, value, out ByteString? open))
            {
                yield return (key, open);
            }
        }
    }

    private Batch Sealed(Batch batch)
    {
        foreach (Put put in batch.Puts.Where(put => put.Kind == ReplicatedKinds.Dialog))
        {
            put.Value = seal.Seal(put.Kind, put.Key, put.Value);
        }

        return batch;
    }
}
