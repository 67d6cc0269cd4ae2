using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Lines between the group's members are cut, and its witness is lost.</summary>
public sealed class GroupLineTests : GroupTests
{
    [Test]
    public void LineBetweenBoth_Cut_MeetingGoesOn()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        NothingChanges(
            hall, distant, () => Group.Line(Active, Standby).Conditions = LineConditions.Cut, () => !IsReachable(Standby.Id), "the standby is missed");
        Assert.That(Standby.Group.Role, Is.EqualTo(HaRole.Standby));

        Group.Line(Active, Standby).Conditions = LineConditions.Good;
        Within.Seconds(10, () => Group.Follows(Standby), "the standby follows again", Group.Describe);
    }

    [Test]
    public void Witness_Killed_MeetingGoesOn()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        NothingChanges(hall, distant, Group.Witness.Kill, () => !IsReachable(Group.Witness.Id), "the witness is missed");
    }

    [Test]
    public void Active_CutOffFromAll_IsFencedAndComesBackAsStandby()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        using LeavingPackets toRooms = Group.ToRooms(Active); // whose lines to both MCUs are good
        GoesOn(hall, distant, () => Cut(LineConditions.Cut));
        Within.Seconds(3, () => Active.Group.History.Any(change => change.To == HaRole.Fenced) && Active.Group.Role != HaRole.Active, "it is fenced", Group.Describe);
        toRooms.Take();

        Within.Passes(TimeSpan.FromSeconds(1));
        Cut(LineConditions.Good);
        Within.Seconds(15, () => Group.Follows(Active), "it follows", Group.Describe);
        Assert.That(toRooms.Take(), Is.Zero, "a fenced node sends nothing");
        Assert.That(Standby.Group.Role, Is.EqualTo(HaRole.Active));
        HearOneAnother(hall, distant);
        Assert.That(hall.HasLostItsCall, Is.False, hall.Log);
    }

    [Test]
    public void Active_LosesTheLeadAndIsElectedAgain_MeetingGoesOn()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        ulong term = Active.Group.Term;
        Standby.Freeze(); // or that one would lead
        WideAreaLine toWitness = Group.Line(Active, Group.Witness);
        toWitness.Conditions = LineConditions.Cut;
        Within.Seconds(10, () => Active.Group.Role is HaRole.Fenced or HaRole.Standby, "nobody leads", Group.Describe);
        toWitness.Conditions = LineConditions.Good;
        Within.Seconds(10, () => Active.Group is { Role: HaRole.Active } group && group.Term > term, "it leads in another term", Group.Describe);

        HearOneAnother(hall, distant);
        Assert.That(hall.HasLostItsCall, Is.False, hall.Log);
    }

    private static void Cut(LineConditions conditions)
    {
        foreach (WideAreaLine line in Group.LinesOf(Active))
        {
            line.Conditions = conditions;
        }
    }

    private static bool IsReachable(string member) => Active.Group.Members.Single(one => one.Node == member).Reachable;
}
