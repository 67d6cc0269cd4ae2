using Google.Protobuf;
using Mcu.Cascade.Replication;
using Mcu.Node.Failover;
using Mcu.V1;

namespace Mcu.Tests.Failover;

/// <summary>What goes to the standby, and what does not go twice.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StateCaptureTests
{
    private readonly Dictionary<RecordKey, IMessage> records = [];
    private readonly StateCapture capture;

    public StateCaptureTests() => capture = new StateCapture(() => records.Select(entry => (entry.Key, entry.Value)));

    [Test]
    public void Next_NothingChanged_IsNothing()
    {
        Put("giao-ban", "Giao ban");
        Assert.That(capture.Next()!.Puts.Single().Key, Is.EqualTo("giao-ban"));
        Assert.That(capture.Next(), Is.Null);
    }

    [Test]
    public void Next_ChangedAndGone_AreInOneBatch()
    {
        Put("a", "A");
        Put("b", "B");
        capture.Next();
        Put("a", "A2");
        records.Remove(KeyOf("b"));
        Batch batch = capture.Next()!;
        Assert.That(ConferenceRecord.Parser.ParseFrom(batch.Puts.Single().Value).Title, Is.EqualTo("A2"));
        Assert.That(batch.Removes.Single().Key, Is.EqualTo("b"));
    }

    [Test]
    public void Next_WithAnAct_HasTheActAndWhatItChanged()
    {
        Put("a", "A");
        Batch batch = capture.Next("op-1", new ActRecord { Method = "/mcu.v1.ConferenceService/Mute" })!;
        Assert.That(batch.Puts.Select(put => (put.Kind, put.Key)), Is.EqualTo(new[] { (ReplicatedKinds.Act, "op-1"), (ReplicatedKinds.Conference, "a") }));
        Assert.That(capture.Next("op-2", new ActRecord())!.Puts.Single().Key, Is.EqualTo("op-2"), "an act that changed nothing is kept too");
    }

    [Test]
    public void Doubt_ABatchWasNotAgreedOn_WhatItHeldComesAgain()
    {
        Put("a", "A");
        (RecordKey, ByteString)[] agreed = [.. capture.Next()!.Puts.Select(put => (new RecordKey(put.Kind, put.Key), put.Value))];
        Put("b", "B");
        capture.Next("op-1", new ActRecord());
        Assert.That(capture.Next(), Is.Null);

        capture.Doubt(agreed);
        Assert.That(capture.Next("op-1", new ActRecord())!.Puts.Select(put => put.Key), Is.EqualTo(new[] { "op-1", "b" }));
    }

    [Test]
    public void Next_ManyActs_ForgetsTheOldest()
    {
        for (int i = 0; i < StateCapture.MostActs; i++)
        {
            Assert.That(capture.Next($"op-{i}", new ActRecord())!.Removes, Is.Empty);
        }

        Assert.That(capture.Next("one-more", new ActRecord())!.Removes.Single().Key, Is.EqualTo("op-0"));
    }

    [Test]
    public void Next_MoreThanABatchHolds_LeavesTheRestForTheNext()
    {
        Put("a", new string('x', 200_000));
        Put("b", new string('x', 200_000));
        Assert.That(capture.Next()!.Puts, Has.Count.EqualTo(1));
        Assert.That(capture.HasMore);
        Assert.That(capture.Next()!.Puts, Has.Count.EqualTo(1));
        Assert.That((capture.HasMore, capture.Next()), Is.EqualTo((false, (Batch?)null)));
    }

    [Test]
    public void Begin_WithWhatIsAgreedOn_SendsOnlyTheDifferenceAndCountsActsOn()
    {
        Put("a", "A");
        Put("b", "B");
        capture.Begin(
        [
            (KeyOf("a"), records[KeyOf("a")].ToByteString()),
            (KeyOf("old"), ByteString.CopyFromUtf8("x")),
            (new RecordKey(ReplicatedKinds.Act, "op-7"), new ActRecord { Number = 7 }.ToByteString()),
        ]);
        Batch batch = capture.Next("op-8", new ActRecord())!;
        Assert.That(batch.Puts.Select(put => put.Key), Is.EqualTo(new[] { "op-8", "b" }));
        Assert.That(batch.Removes.Single().Key, Is.EqualTo("old"));
        Assert.That(ActRecord.Parser.ParseFrom(batch.Puts[0].Value).Number, Is.EqualTo(8));
    }

    [Test]
    public void Next_InheritedCallIsNotHereYet_IsNotTakenBackBeforeCallsAreTakenOver()
    {
        var call = new RecordKey(ReplicatedKinds.Dialog, "call tag");
        capture.Begin([(call, new DialogRecord { Site = "tinh" }.ToByteString())]);
        Assert.That(capture.Next(), Is.Null, "who fails now leaves the call to the next");
        capture.Settle();
        Assert.That(capture.Next()!.Removes.Select(removed => removed.Key), Is.EqualTo(new[] { call.Key }));
        Assert.That(capture.Next(), Is.Null);
    }

    private static RecordKey KeyOf(string id) => new(ReplicatedKinds.Conference, id);

    private void Put(string id, string title) => records[KeyOf(id)] = new ConferenceRecord { Name = id, Title = title };
}
