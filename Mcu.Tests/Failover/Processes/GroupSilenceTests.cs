using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>The MCU that leads stands still, and goes on later as if nothing had been.</summary>
public sealed class GroupSilenceTests : GroupTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    [Test]
    public void Active_StandingStillForFiveSeconds_IsTakenOverAndSendsNothingAfter()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        using LeavingPackets toRooms = Group.ToRooms(Active), toA = Group.ToA(Active);
        Within.Seconds(5, () => toRooms.Take() > 0 && toA.Take() > 0, "what it sends is counted");

        GoesOn(hall, distant, Active.Freeze);
        Within.Passes(Silence);
        ulong term = Standby.Group.Term;
        (_, _) = (toRooms.Take(), toA.Take());
        Active.Thaw();
        Within.Seconds(10, () => Group.Follows(Active), "it follows", Group.Describe);
        Within.Seconds(10, () => AtA.Link(Active.Id) is { State: LinkState.Up }, "the district is linked to it again");

        int[] after = [toRooms.Take(), toA.Take()];
        TestContext.Out.WriteLine($"           sent since it goes on: {after[0]} to rooms, {after[1]} to the district");
        Assert.That(after, Is.All.Zero, "a node that leads no more sends nothing");
        Assert.That(RolesOf(Active), Is.EqualTo(new[] { HaRole.Fenced, HaRole.Standby }));
        Assert.That((Standby.Group.Role, Standby.Group.Term), Is.EqualTo((HaRole.Active, term)));
        HearOneAnother(hall, distant);
        Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, hall.Log);
    }

    // What it became since it led, in order.
    private static IEnumerable<HaRole> RolesOf(CascadeNode node) =>
        node.Group.History.Select(change => change.To).TakeWhile(role => role != HaRole.Active).Reverse();
}
