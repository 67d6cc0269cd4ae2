using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>The district is lost, and then the MCU that has called its room.</summary>
public sealed class GroupOrphanTests : GroupTests
{
    [Test]
    public void District_AndThenTheActive_Killed_StandbyHasTheRoomAndHandsItBack()
    {
        using DistantRoom hall = InProvince("tinh");
        using var distant = new DistantRoom(Group.PlaceOfA, AtA, "mot", Group.RoomMedia, MeetingRooms.Green, ";answermode=auto");
        Meet(hall, distant);
        CascadeNode successor = Standby;
        string path = PathIn(GroupProcesses.IdOfA, distant);
        AtA.Kill();
        Within.Seconds(25, () => IsAdopted(Active, path), "the province has called the district's room", () => $"{Group.Active.Log}\n{distant.Log}");
        Hear(hall, distant);

        Active.Kill();
        Within.Seconds(5, () => successor.Group.Role == HaRole.Active, $"{successor.Id} leads", Group.Describe);
        Within.Seconds(5, () => IsAdopted(successor, path), "it has the district's room", Group.Describe);
        Hear(hall, distant);
        Assert.That(successor.Sites.Select(site => site.Id), Is.Unique);

        AtA.Start();
        Within.Seconds(10, () => successor.Link(GroupProcesses.IdOfA) is { State: LinkState.Up, Adopted: 1 }, "the district is linked again");
        var request = new HandBackRequest { OpId = Group.NewAct(), Unit = GroupProcesses.IdOfA };
        HandBackResponse done = successor.Cascade.HandBack(request, deadline: DateTime.UtcNow.AddSeconds(40));
        Assert.That(done.Sites.Select(site => (site.Site, site.Returned, site.Reason)), Is.EqualTo(new[] { (path, true, "") }), $"{AtA.Log}\n{distant.Log}");
        Assert.That(successor.Cascade.HandBack(request, deadline: NodeProcess.Soon()), Is.EqualTo(done), "a retry has the first answer");
        Hear(hall, distant);
    }

    private static void Hear(DistantRoom hall, DistantRoom distant) => new TalkWatch(hall, distant).UntilHeard(15, Group.Describe);

    private static bool IsAdopted(CascadeNode node, string path) => node.Site(path) is { State: SiteState.Connected, AdoptedFrom: GroupProcesses.IdOfA };
}
