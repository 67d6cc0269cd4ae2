using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Rooms that call the MCU which does not lead.</summary>
public sealed class GroupRedirectionTests : GroupTests
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3.5);

    [TestCase("udp")]
    [TestCase("tcp")]
    public void Room_CallingTheStandby_IsSentToWhoLeadsAndIsInTheMeeting(string transport)
    {
        Within.Passes(Settling);
        using var hall = new DistantRoom(Group.PlaceOfFirst, Standby, "tinh", Group.RoomMedia, MeetingRooms.Red, transport: transport);
        Within.Seconds(10, () => StateOf(Group.FindActive(), hall.Name) == SiteState.Connected, $"{hall.Name} is in the meeting", () => hall.Log);
        using DistantRoom distant = InA("mot");
        MeetingRooms.Hears(hall, distant);
        MeetingRooms.Hears(distant, hall);
    }

    [Test]
    public void Room_CallingTheStandbyAfterASwitchover_IsSentToTheNewLeader()
    {
        CascadeNode former = Active, successor = Standby;
        former.Failover.Switchover(new SwitchoverRequest { OpId = Group.NewAct() }, deadline: Interop.NodeProcess.Soon());
        Within.Seconds(10, () => Group.Follows(former), "the former one follows", Group.Describe);
        Within.Passes(Settling);
        using var hall = new DistantRoom(Group.PlaceOfFirst, former, "tinh", Group.RoomMedia, MeetingRooms.Red);
        Within.Seconds(10, () => StateOf(successor, hall.Name) == SiteState.Connected, $"{hall.Name} is in the meeting", () => hall.Log);
    }
}
