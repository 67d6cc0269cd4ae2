using System.Diagnostics;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>What tests of the running group have in common: it is whole before each, and a room of the province and one of the district meet.</summary>
[NonParallelizable]
public abstract class GroupTests
{
    private protected static readonly TimeSpan SoundLimit = TimeSpan.FromSeconds(3), PictureLimit = TimeSpan.FromSeconds(4);

    private protected static GroupProcesses Group => GroupSetUp.Running;

    /// <summary>The MCU that leads as the test begins.</summary>
    private protected static CascadeNode Active => Group.Active;

    /// <summary>The other one.</summary>
    private protected static CascadeNode Standby => Group.PeerOf(Group.Active);

    private protected static CascadeNode AtA => Group.A;

    [SetUp]
    public void BeginWhole() => Group.MakeWhole();

    /// <summary>A room of the province calls the MCU that leads.</summary>
    private protected static DistantRoom InProvince(string name, string account = "", string transport = "udp") =>
        new(Group.PlaceOfFirst, Active, name, Group.RoomMedia, MeetingRooms.Red, account, transport);

    /// <summary>A room of the district calls its node.</summary>
    private protected static DistantRoom InA(string name) => new(Group.PlaceOfA, AtA, name, Group.RoomMedia, MeetingRooms.Green);

    private protected static string PathIn(string district, DistantRoom room) => $"{district}/{room.Name}";

    private protected static SiteState? StateOf(CascadeNode node, string site) => node.Site(site)?.State;

    /// <summary>Waits until both rooms are in, and see and hear one another.</summary>
    private protected static void Meet(DistantRoom hall, DistantRoom distant)
    {
        string path = PathIn(GroupProcesses.IdOfA, distant);
        Within.Seconds(10, () => IsIn(hall.Name), $"{hall.Name} is in the meeting", () => hall.Log);
        Within.Seconds(10, () => IsIn(path), $"{path} is in the meeting", () => distant.Log);
        var layout = new Layout { Kind = LayoutKind.Panes, Panes = { hall.Name, path, "vắng" } };
        var request = new SetLayoutRequest { OpId = Group.NewAct(), Conference = "1000", Layout = layout };
        Within.Seconds(10, () => Group.FindActive().Conferences.SetLayout(request, deadline: NodeProcess.Soon()) is not null, "each has its tile");
        MeetingRooms.Hears(hall, distant);
        MeetingRooms.Hears(distant, hall);
        MeetingRooms.Sees(hall, hall, distant);
        MeetingRooms.Sees(distant, hall, distant);
        Within.Seconds(10, () => IsIn(path), "who leads knows of both");

        // On a machine that is busy the lead may change by itself meanwhile, and nothing is the matter then.
        bool IsIn(string site) => StateOf(Group.FindActive(), site) == SiteState.Connected;
    }

    /// <summary>
    /// Has something happen to the MCU that leads, and asserts that the other one leads soon, that no call has ended, and that each room
    /// sees and hears the other again. Prints the gaps.
    /// </summary>
    private protected static void GoesOn(DistantRoom hall, DistantRoom distant, Action harm)
    {
        CascadeNode successor = Standby;
        var watch = new TalkWatch(hall, distant);
        harm();
        long start = Stopwatch.GetTimestamp();
        watch.Until(5, () => successor.Group.Role == HaRole.Active, $"{successor.Id} leads", Group.Describe);
        watch.BeginAnew();
        watch.UntilHeard(15, Describe);
        TimeSpan[] pictures = [Picture(successor, hall, [hall, distant], start), Picture(successor, distant, [hall, distant], start)];
        watch.Print();
        Assert.Multiple(() =>
        {
            Assert.That(watch.LongestGaps, Is.All.LessThan(SoundLimit));
            Assert.That(pictures, Is.All.LessThan(PictureLimit + TimeSpan.FromSeconds(1))); // a second of it was listened to before
            Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, $"{hall.Log}\n{distant.Log}");
            Assert.That(StateOf(successor, hall.Name), Is.EqualTo(SiteState.Connected));
            Assert.That(StateOf(successor, PathIn(GroupProcesses.IdOfA, distant)), Is.EqualTo(SiteState.Connected));
            Assert.That(successor.Sites.Select(site => site.Id), Is.Unique);
        });
        TestContext.Out.WriteLine($"           {string.Join(", ", successor.Group.Steps.Select(step => $"{step.Name} {step.Took.ToTimeSpan().TotalMilliseconds:0.#}"))} ms");
    }

    /// <summary>Has something happen, and asserts that the same MCU leads in the same term all the time and that rooms notice nothing.</summary>
    private protected static void NothingChanges(DistantRoom hall, DistantRoom distant, Action harm, Func<bool> isFelt, string what)
    {
        var watch = new TalkWatch(hall, distant);
        ulong term = Active.Group.Term;
        harm();
        watch.Until(5, isFelt, what, Group.Describe);
        watch.BeginAnew();
        long start = Stopwatch.GetTimestamp();
        watch.Until(
            10, () => Stopwatch.GetElapsedTime(start).TotalSeconds > 3 && watch.IsHeard, "three seconds go by in which the rooms hear one another");
        watch.Print();
        Assert.That((Active.Group.Role, Active.Group.Term), Is.EqualTo((HaRole.Active, term)), Group.Describe());
        Assert.That(watch.LongestGaps, Is.All.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(() => Active.Mute(Group.NewAct(), hall.Name).Changed, Has.Count.EqualTo(1), "acts are still kept");
    }

    /// <summary>Waits until each room has heard the other for a second on end, from now on.</summary>
    private protected static void HearOneAnother(DistantRoom hall, DistantRoom distant)
    {
        var watch = new TalkWatch(hall, distant);
        watch.UntilHeard(10, Describe);
    }

    private static string Describe() =>
        $"{string.Join('\n', AtA.Sites)}\n{string.Join('\n', AtA.Links)}\n{Group.Describe()}";

    private static TimeSpan Picture(CascadeNode active, DistantRoom room, DistantRoom[] tiles, long start)
    {
        MeetingRooms.Sees(room, tiles, () => $"{string.Join('\n', active.Sites)}\n{Describe()}");
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        TestContext.Out.WriteLine($"           {room.Name} sees both again {took.TotalMilliseconds:0} ms after, at the latest");
        return took;
    }
}
