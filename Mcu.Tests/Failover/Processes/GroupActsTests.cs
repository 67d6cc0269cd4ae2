using System.Collections.Concurrent;
using Grpc.Core;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Operators act without a pause while the MCU that leads is killed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GroupActsTests : GroupTests
{
    private const int Operators = 4, Most = 40;
    private static readonly VideoFormat Small = new() { Width = 640, Height = 360, FrameRate = 10 };

    private readonly ConcurrentDictionary<string, Conference> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> tried = [];
    private CascadeNode asked = null!;
    private CascadeNode? killed;
    private int killAt;
    private int begun;

    // Whatever the witness has the standby must have as well, be its disk slower: else nobody could lead.
    [TestCase(0)]
    [TestCase(20)]
    public void Active_KilledAmidActs_EveryActIsThereOnceAndRetriesAreAnsweredAsFirst(int slowerDiskOfStandby)
    {
        Group.DiskOf(Standby).Delay = TimeSpan.FromMilliseconds(slowerDiskOfStandby);
        int killedAt = killAt = Random.Shared.Next(5, 20);
        TestContext.Out.WriteLine($"           killed at the {killedAt}th act that is acknowledged");
        asked = Active;
        Thread[] operators = [.. Enumerable.Range(0, Operators).Select(_ => new Thread(Act))];
        Array.ForEach(operators, thread => thread.Start());
        Array.ForEach(operators, thread => thread.Join());
        Assert.That(acknowledged, Has.Count.InRange(killedAt, Most - 1), "it was killed amid them");

        CascadeNode leading = AwaitLead(Group.PeerOf(killed!), mayBeBehind: slowerDiskOfStandby == 0);
        string[] known = Answered(() => Names(leading));
        Assert.That(known, Is.Unique.And.SupersetOf(acknowledged.Keys), $"an acknowledged act is lost\n{string.Join('\n', leading.Group.History)}\n{Group.Describe()}");
        foreach ((string name, Conference first) in acknowledged)
        {
            Assert.That(Answered(() => Create(leading, name)), Is.EqualTo(first), "the retry has the first answer");
        }

        foreach (string name in tried.Except(acknowledged.Keys))
        {
            Answered(() => Create(leading, name)); // it may be there or not; what was done has its act with it
        }

        TestContext.Out.WriteLine($"           {acknowledged.Count} acts were acknowledged; of {tried.Count - acknowledged.Count} others the group had {known.Length - acknowledged.Count}");
        Assert.That(Answered(() => Names(leading)), Is.Unique.And.EquivalentTo(tried), "a retry does nothing twice");
    }

    [TearDown]
    public void EndConferences() => Within.Seconds(
        10,
        () =>
        {
            CascadeNode leading = killed is { IsRunning: false } ? Group.PeerOf(killed) : Group.FindActive();
            string[] left = Names(leading);
            Array.ForEach(left, name => leading.Conferences.End(new EndRequest { OpId = Group.NewAct(), Conference = name }, deadline: NodeProcess.Soon()));
            return left.Length == 0;
        },
        "the conferences are ended");

    // Entries that the killed one and the witness alone had keep the standby from leading: then the killed one is needed.
    private CascadeNode AwaitLead(CascadeNode successor, bool mayBeBehind)
    {
        bool isBehind = false;
        Within.Seconds(
            10, () => successor.Group.Role == HaRole.Active || (isBehind = successor.Group.Hindrance == HaHindrance.Behind), $"{successor.Id} leads, or says that it lacks something", Group.Describe);
        Assert.That(isBehind && !mayBeBehind, Is.False, $"{successor.Group}");
        if (isBehind)
        {
            killed!.Start();
            Within.Seconds(15, () => Group.FindActive().Group.Role == HaRole.Active, "one of both leads", Group.Describe);
        }

        return isBehind ? Group.Active : successor;
    }

    // On a busy machine the lead may be lost, and won again, for a moment.
    private static T Answered<T>(Func<T> ask)
    {
        T? answer = default;
        Within.Seconds(5, () => (answer = ask()) is not null, "it is answered", Group.Describe);
        return answer!;
    }

    private static Conference Create(CascadeNode node, string name) => node.Conferences.Create(
        new CreateConferenceRequest { OpId = $"act-{name}", Name = name, Video = Small }, deadline: NodeProcess.Soon());

    private static string[] Names(CascadeNode node) =>
        [.. node.Conferences.List(new ListConferencesRequest { PageSize = 500 }, deadline: NodeProcess.Soon()).Conferences.Select(conference => conference.Name).Where(name => name.StartsWith("hop ", StringComparison.Ordinal))];

    // As operators do: who is not answered asks again, and the other one where the lead has changed by itself.
    private void Act()
    {
        while (killed is null && Interlocked.Increment(ref begun) is var number and <= Most)
        {
            string name = $"hop {Guid.NewGuid():N} {number}";
            tried.Add(name);
            while (killed is null && !IsDone(name))
            {
                asked = Group.PeerOf(asked);
            }
        }
    }

    private bool IsDone(string name)
    {
        CascadeNode node = asked;
        try
        {
            acknowledged[name] = Create(node, name);
        }
        catch (Exception refused) when (refused is RpcException or ObjectDisposedException)
        {
            return false; // this act may be there or not
        }

        if (Interlocked.Decrement(ref killAt) == 0)
        {
            killed = node;
            node.Kill();
        }

        return true;
    }
}
