using Google.Protobuf;
using Mcu.Cascade.Replication;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>
/// What of this node's state its standby does not know yet: compares records by value, so that only what changed is replicated.
/// Belongs to the control loop.
/// </summary>
/// <param name="records">All records of calls and conferences as they are now: kind, key, message.</param>
internal sealed class StateCapture(Func<IEnumerable<(RecordKey Key, IMessage Record)>> records)
{
    /// <summary>Acts whose results are kept; the oldest are forgotten.</summary>
    public const int MostActs = 4096;

    // Well below the largest entry: what does not fit waits for the next batch.
    private const int BatchBytes = 256 * 1024;

    private readonly Dictionary<RecordKey, ByteString> told = [];
    private readonly HashSet<RecordKey> inherited = [];
    private readonly Queue<string> acts = new();
    private ulong lastAct;

    /// <summary>Whether the last <see cref="Next"/> left something for another.</summary>
    public bool HasMore { get; private set; }

    /// <summary>
    /// Begins a term of office: this is what the group has agreed on. Calls among it are not here yet, and are not taken back before
    /// <see cref="Settle"/>.
    /// </summary>
    public void Begin(IReadOnlyCollection<(RecordKey Key, ByteString Value)> stored)
    {
        Doubt(stored);
        inherited.Clear();
        inherited.UnionWith(stored.Select(entry => entry.Key).Where(key => key.Kind == ReplicatedKinds.Dialog));
        acts.Clear();
        foreach ((ulong number, string opId) in stored.Where(entry => entry.Key.Kind == ReplicatedKinds.Act)
            .Select(entry => (ActRecord.Parser.ParseFrom(entry.Value).Number, entry.Key.Key)).Order())
        {
            acts.Enqueue(opId);
            lastAct = number;
        }
    }

    /// <summary>What was captured may not have been agreed on: what differs from this, which is agreed on, is captured again.</summary>
    public void Doubt(IEnumerable<(RecordKey Key, ByteString Value)> stored)
    {
        told.Clear();
        foreach ((RecordKey key, ByteString value) in stored.Where(entry => entry.Key.Kind != ReplicatedKinds.Act))
        {
            told[key] = value;
        }
    }

    /// <summary>The calls of the node before are taken over, or given up: those that are not here are over.</summary>
    public void Settle() => inherited.Clear();

    /// <summary>What has changed, and an act that was carried out; null: nothing.</summary>
    /// <param name="opId">The act's; null: no act.</param>
    /// <param name="act">What was answered; its number is set here.</param>
    public Batch? Next(string? opId = null, ActRecord? act = null)
    {
        var batch = new Batch();
        if (opId is not null && act is not null)
        {
            Add(batch, opId, act);
        }

        HashSet<RecordKey> present = [];
        int bytes = 0;
        HasMore = false;
        foreach ((RecordKey key, IMessage record) in records())
        {
            present.Add(key);
            ByteString value = record.ToByteString();
            if (told.TryGetValue(key, out ByteString? known) && known.Equals(value))
            {
                continue;
            }

            if (bytes > 0 && bytes + value.Length > BatchBytes)
            {
                HasMore = true;
                continue;
            }

            bytes += value.Length;
            told[key] = value;
            batch.Puts.Add(new Put { Kind = key.Kind, Key = key.Key, Value = value });
        }

        foreach (RecordKey gone in told.Keys.Where(entry => !present.Contains(entry) && !inherited.Contains(entry)).ToArray())
        {
            told.Remove(gone);
            batch.Removes.Add(new Remove { Kind = gone.Kind, Key = gone.Key });
        }

        return batch.Puts.Count + batch.Removes.Count > 0 ? batch : null;
    }

    private void Add(Batch batch, string opId, ActRecord act)
    {
        act.Number = ++lastAct;
        batch.Puts.Add(new Put { Kind = ReplicatedKinds.Act, Key = opId, Value = act.ToByteString() });
        acts.Enqueue(opId);
        if (acts.Count > MostActs)
        {
            batch.Removes.Add(new Remove { Kind = ReplicatedKinds.Act, Key = acts.Dequeue() });
        }
    }
}
