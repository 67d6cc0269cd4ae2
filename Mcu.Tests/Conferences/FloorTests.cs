using Mcu.Core.Conferences;
using Mcu.Core.Time;

namespace Mcu.Tests.Conferences;

/// <summary>Asking for the floor, and getting it.</summary>
public sealed class FloorTests
{
    private static readonly Instant Now = Instant.FromMilliseconds(1000);
    private Floor floor = new();

    [SetUp]
    public void SetUp() => floor = new();

    [Test]
    public void Request_Several_WaitInTheOrderOfAsking()
    {
        AskAll("Nha Trang", "Cam Ranh", "Ninh Hòa");
        Assert.That(Waiting(), Is.EqualTo((string[])["Nha Trang", "Cam Ranh", "Ninh Hòa"]));
        Assert.That(Changes(), Is.EqualTo((string[])["Nha Trang Accepted 1", "Cam Ranh Accepted 2", "Ninh Hòa Accepted 3"]));
        Assert.That(floor.Holder, Is.Null, "only the chair gives the floor");
    }

    [Test]
    public void Request_Again_IsTheSameRequest()
    {
        FloorRequest first = floor.Request("a", Now);
        Changes();
        Assert.That(floor.Request("a", Now + TimeSpan.FromSeconds(1)), Is.SameAs(first));
        floor.Give("a", Now);
        Changes();
        Assert.That(floor.Request("a", Now).Id, Is.EqualTo(first.Id));
        Assert.That(floor.Queue, Is.Empty);
        Assert.That(Changes(), Is.Empty);
    }

    [Test]
    public void Give_ToOneInTheQueue_RevokesTheHolderAndMovesTheRestUp()
    {
        AskAll("a", "b", "c");
        floor.Give("a", Now);
        Changes();
        Assert.That(floor.Give("b", Now));
        Assert.That(floor.Holder!.Participant, Is.EqualTo("b"));
        Assert.That(Changes(), Is.EqualTo((string[])["a Revoked 0", "b Granted 0", "c Accepted 1"]));
    }

    [Test]
    public void Give_ToOneWhoDidNotAsk_IsGranted()
    {
        AskAll("a");
        Changes();
        floor.Give("z", Now);
        Assert.That(floor.Holder!.Participant, Is.EqualTo("z"));
        Assert.That(Waiting(), Is.EqualTo((string[])["a"]));
        Assert.That(floor.Give("z", Now), Is.False, "has it already");
        Assert.That(Changes(), Is.EqualTo((string[])["z Granted 0"]));
    }

    [Test]
    public void GiveNext_UntilNobodyWaits_FollowsTheQueue()
    {
        AskAll("a", "b");
        Assert.That(floor.GiveNext(Now));
        Assert.That(floor.Holder!.Participant, Is.EqualTo("a"));
        Assert.That(floor.GiveNext(Now));
        Assert.That(floor.Holder!.Participant, Is.EqualTo("b"));
        Assert.That(floor.GiveNext(Now), Is.False);
        Assert.That(floor.Holder!.Participant, Is.EqualTo("b"));
    }

    [Test]
    public void Take_FromTheHolder_RevokesAndLeavesTheQueue()
    {
        AskAll("a", "b");
        floor.GiveNext(Now);
        Changes();
        Assert.That(floor.Take());
        Assert.That(floor.Take(), Is.False);
        Assert.That(floor.Holder, Is.Null);
        Assert.That(Waiting(), Is.EqualTo((string[])["b"]));
        Assert.That(Changes(), Is.EqualTo((string[])["a Revoked 0"]));
    }

    [Test]
    public void Release_HolderAndWaiting_EndInTheirOwnWay()
    {
        AskAll("a", "b", "c");
        floor.GiveNext(Now);
        Changes();
        Assert.That(floor.Release("a"));
        Assert.That(floor.Release("b"));
        Assert.That(floor.Release("nobody"), Is.False);
        Assert.That(Changes(), Is.EqualTo((string[])["a Released 0", "b Cancelled 0", "c Accepted 1"]));
    }

    [Test]
    public void Deny_AWaitingOne_LeavesTheQueue()
    {
        AskAll("a", "b");
        Changes();
        Assert.That(floor.Deny("a"));
        Assert.That(floor.Deny("a"), Is.False);
        Assert.That(Changes(), Is.EqualTo((string[])["a Denied 0", "b Accepted 1"]));
    }

    [TestCase("c", 1, "c a b", 3)]
    [TestCase("a", 99, "b c a", 3)]
    [TestCase("b", -5, "b a c", 2)]
    [TestCase("b", 2, "a b c", 0)]
    [TestCase("z", 1, "a b c", 0)]
    public void Move_InTheQueue_TellsOnlyWhoHasMoved(string who, int to, string expected, int told)
    {
        AskAll("a", "b", "c");
        Changes();
        Assert.That(floor.Move(who, to), Is.EqualTo(told > 0));
        Assert.That(string.Join(' ', Waiting()), Is.EqualTo(expected));
        Assert.That(Changes(), Has.Length.EqualTo(told));
    }

    [Test]
    public void Snapshot_Restored_GoesOnWithNewIds()
    {
        AskAll("a", "b", "c");
        floor.GiveNext(Now);
        Floor other = new(floor.Snapshot());
        Assert.Multiple(() =>
        {
            Assert.That(other.Holder, Is.EqualTo(floor.Holder));
            Assert.That(other.Queue, Is.EqualTo(floor.Queue));
            Assert.That(other.Request("d", Now).Id, Is.EqualTo(4));
            Assert.That(other.TryTakeEvent(out FloorEvent change) && change.Request.Participant == "d");
        });
    }

    [Test]
    public void AnyActs_InAnyOrder_KeepOneRequestPerParticipant([Range(1, 5)] int seed)
    {
        Random random = new(seed);
        Dictionary<int, FloorRequestStatus> statuses = [];
        for (int act = 0; act < 2000; act++)
        {
            string who = $"p{random.Next(8)}";
            _ = random.Next(7) switch
            {
                0 or 1 => floor.Request(who, Now) is not null,
                2 => floor.Give(who, Now),
                3 => floor.GiveNext(Now),
                4 => floor.Release(who),
                5 => floor.Deny(who),
                _ => floor.Move(who, random.Next(10)) | (random.Next(3) == 0 && floor.Take()),
            };
            while (floor.TryTakeEvent(out FloorEvent change))
            {
                statuses[change.Request.Id] = change.Status;
            }

            List<FloorRequest> all = [.. floor.Queue, .. floor.Holder is null ? [] : (FloorRequest[])[floor.Holder]];
            Assert.That(all.Select(request => request.Participant), Is.Unique);
            Assert.That(floor.Queue.Select(request => statuses[request.Id]), Is.All.EqualTo(FloorRequestStatus.Accepted));
            Assert.That(
                statuses.Where(entry => entry.Value == FloorRequestStatus.Granted).Select(entry => entry.Key),
                Is.EqualTo(floor.Holder is null ? [] : (int[])[floor.Holder.Id]));
        }
    }

    private void AskAll(params string[] participants) => Array.ForEach(participants, participant => floor.Request(participant, Now));

    private string[] Waiting() => [.. floor.Queue.Select(request => request.Participant)];

    private string[] Changes()
    {
        List<string> changes = [];
        while (floor.TryTakeEvent(out FloorEvent change))
        {
            changes.Add($"{change.Request.Participant} {change.Status} {change.QueuePosition}");
        }

        return [.. changes];
    }
}
