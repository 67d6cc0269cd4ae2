using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Mcu.Cascade.Replication;
using Mcu.V1;

namespace Mcu.Tests.Cascade.Replication;

[TestFixture]
internal sealed class ReplicatedStoreTests
{
    [Test]
    public void Apply_PutAndRemove_RecordsAreAsTheEntrySays()
    {
        var store = new ReplicatedStore();

        Apply(store, 1, Puts((1, "a", "x"), (1, "b", "y"), (2, "a", "z")));
        Apply(store, 2, Removes((1, "b")));

        Assert.Multiple(() =>
        {
            Assert.That(store.Records.Find(1, "a")!.ToStringUtf8(), Is.EqualTo("x"));
            Assert.That(store.Records.Find(1, "b"), Is.Null);
            Assert.That(store.Records.Of(2).Select(record => record.Key), Is.EqualTo(new[] { "a" }));
            Assert.That((store.Records.Index, store.Records.Term), Is.EqualTo((2UL, 7UL)));
        });
    }

    [Test]
    public void Apply_TermStart_IsTheStartedTerm()
    {
        var store = new ReplicatedStore();

        Apply(store, 1, new Batch { TermStart = true });
        Apply(store, 2, Puts((1, "a", "x")), term: 9);

        Assert.That(store.Records.StartedTerm, Is.EqualTo(7UL));
    }

    [Test]
    public void Apply_Unreadable_IsPassedOverAndCounted()
    {
        var store = new ReplicatedStore();
        Apply(store, 1, Puts((1, "a", "x")));

        store.Apply([0xFF, 0xFF, 0xFF], 2, 7);

        Assert.That(store.Unreadable, Is.EqualTo(1));
        Assert.That(store.Records.Count, Is.EqualTo(1));
    }

    [Test]
    public void Apply_Listener_IsToldOfItsKindAfterTheRecordsAreThere()
    {
        var store = new ReplicatedStore();
        var told = new List<RecordChanges>();
        store.Listen(1, changes =>
        {
            Assert.That(store.Records.Index, Is.EqualTo(changes.Index), "they are there already");
            told.Add(changes);
        });

        Apply(store, 1, Puts((1, "a", "x"), (2, "b", "y")));
        Apply(store, 2, Puts((2, "b", "z")));
        Apply(store, 3, Removes((1, "a")));

        Assert.That(told.Select(changes => changes.Index), Is.EqualTo(new[] { 1UL, 3UL }));
        Assert.That(told[0].Changes.Single(), Is.EqualTo(new RecordChange("a", ByteString.CopyFromUtf8("x"))));
        Assert.That(told[1].Changes.Single(), Is.EqualTo(new RecordChange("a", Value: null)));
    }

    [Test]
    public void Restore_Listener_IsToldAllRecordsOfItsKind()
    {
        var old = new ReplicatedStore();
        Apply(old, 5, Puts((1, "a", "x"), (3, "later kind", "kept")));
        var store = new ReplicatedStore();
        RecordChanges? told = null;
        store.Listen(1, changes => told = changes);

        store.Restore(Snapshot(old));

        Assert.That(told!.IsReset);
        Assert.That(told.Changes.Select(change => change.Key), Is.EqualTo(new[] { "a" }));
        Assert.That(store.Records.Find(3, "later kind")!.ToStringUtf8(), Is.EqualTo("kept"), "a kind that this version does not know");
    }

    [Test]
    public void Restore_Damaged_ThrowsAndKeepsWhatThereWas()
    {
        var store = new ReplicatedStore();
        Apply(store, 1, Puts((1, "a", "x")));

        Assert.That(() => store.Restore(new ReadOnlySequence<byte>([0xFF, 0xFF])), Throws.TypeOf<InvalidDataException>());
        Assert.That(store.Records.Find(1, "a")!.ToStringUtf8(), Is.EqualTo("x"));
    }

    [Test]
    public void TryCheck_Batch_IsRefusedWithAReason()
    {
        var store = new ReplicatedStore();
        var large = new Batch();
        large.Puts.AddRange(Enumerable.Range(0, 8).Select(i => Value(i, ReplicationLimits.ValueBytes)));
        var tooLarge = new Batch();
        tooLarge.Puts.Add(Value(0, ReplicationLimits.ValueBytes + 1));

        Assert.Multiple(() =>
        {
            Assert.That(Refusal(store, new Batch { Cause = "nothing" }), Is.EqualTo(BatchRefusal.Empty));
            Assert.That(Refusal(store, Puts((1, "", "x"))), Is.EqualTo(BatchRefusal.BadKey));
            Assert.That(Refusal(store, Puts((1, new string('k', 513), "x"))), Is.EqualTo(BatchRefusal.BadKey));
            Assert.That(Refusal(store, tooLarge), Is.EqualTo(BatchRefusal.ValueTooLarge));
            Assert.That(Refusal(store, large), Is.EqualTo(BatchRefusal.BatchTooLarge));
            Assert.That(Refusal(store, Puts((1, "a", "x"))), Is.EqualTo(BatchRefusal.None));
        });
    }

    [Test]
    public void TryCheck_StoreFull_RefusesMoreAndTakesLess()
    {
        var store = new ReplicatedStore();
        int fits = (int)(ReplicationLimits.TotalBytes / (ReplicationLimits.ValueBytes + 100));
        for (int i = 0; i < fits; i++)
        {
            var batch = new Batch();
            batch.Puts.Add(Value(i, ReplicationLimits.ValueBytes));
            Assert.That(Refusal(store, batch), Is.EqualTo(BatchRefusal.None));
            Apply(store, (ulong)i + 1, batch);
        }

        var more = new Batch();
        more.Puts.Add(Value(fits, ReplicationLimits.ValueBytes));
        Assert.That(Refusal(store, more), Is.EqualTo(BatchRefusal.StoreFull));
        Assert.That(Refusal(store, Removes((1, "0"))), Is.EqualTo(BatchRefusal.None));
    }

    [Test]
    public void Restore_AtAnyPointOfAnyBatches_MakesTheSameState()
    {
        Arbitrary<(Batch[], int)> cases = Batches().Zip(Gen.Choose(0, 40)).ToArbitrary();
        Prop.ForAll(cases, given =>
        {
            (Batch[] batches, int cut) = given;
            var whole = new ReplicatedStore();
            var restored = new ReplicatedStore();
            for (int i = 0; i < batches.Length; i++)
            {
                Apply(whole, (ulong)i + 1, batches[i]);
                if (i == Math.Min(cut, batches.Length - 1))
                {
                    restored.Restore(Snapshot(whole));
                }
                else if (i > cut)
                {
                    Apply(restored, (ulong)i + 1, batches[i]);
                }
            }

            return Same(whole, restored) && whole.Records.Bytes == Recount(whole);
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<Batch[]> Batches()
    {
        Gen<(uint, string)> key = Gen.Choose(1, 3).SelectMany(kind => Gen.Elements("a", "b", "ç").Select(name => ((uint)kind, name)));
        Gen<Put> put = key.SelectMany(named => Gen.Choose(0, 5).Select(
            length => new Put { Kind = named.Item1, Key = named.Item2, Value = ByteString.CopyFrom(new byte[length]) }));
        Gen<Remove> remove = key.Select(named => new Remove { Kind = named.Item1, Key = named.Item2 });
        Gen<Batch> batch = put.ListOf().Zip(remove.ListOf()).Select(parts =>
        {
            var made = new Batch { TermStart = parts.Item1.Count > 2 };
            made.Puts.AddRange(parts.Item1);
            made.Removes.AddRange(parts.Item2);
            return made;
        });
        return batch.NonEmptyListOf().Select(list => list.ToArray());
    }

    private static bool Same(ReplicatedStore one, ReplicatedStore other) =>
        one.Records.All.SequenceEqual(other.Records.All)
        && (one.Records.Index, one.Records.Term, one.Records.StartedTerm, one.Records.Bytes)
            == (other.Records.Index, other.Records.Term, other.Records.StartedTerm, other.Records.Bytes);

    private static long Recount(ReplicatedStore store) => store.Records.All.Sum(
        record => ReplicationLimits.RecordBytes + System.Text.Encoding.UTF8.GetByteCount(record.Key.Key) + record.Value.Length);

    private static BatchRefusal Refusal(ReplicatedStore store, Batch batch)
    {
        store.TryCheck(batch, out BatchRefusal refusal, out _);
        return refusal;
    }

    private static void Apply(ReplicatedStore store, ulong index, Batch batch, ulong term = 7) => store.Apply(batch.ToByteArray(), index, term);

    private static ReadOnlySequence<byte> Snapshot(ReplicatedStore store)
    {
        var writer = new ArrayBufferWriter<byte>();
        store.WriteSnapshot(writer);
        return new ReadOnlySequence<byte>(writer.WrittenMemory);
    }

    private static Put Value(int key, int length) => new() { Kind = 1, Key = $"{key}", Value = ByteString.CopyFrom(new byte[length]) };

    private static Batch Puts(params (uint Kind, string Key, string Value)[] puts)
    {
        var batch = new Batch();
        batch.Puts.AddRange(puts.Select(put => new Put { Kind = put.Kind, Key = put.Key, Value = ByteString.CopyFromUtf8(put.Value) }));
        return batch;
    }

    private static Batch Removes(params (uint Kind, string Key)[] removes)
    {
        var batch = new Batch();
        batch.Removes.AddRange(removes.Select(remove => new Remove { Kind = remove.Kind, Key = remove.Key }));
        return batch;
    }
}
