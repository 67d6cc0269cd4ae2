using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Whoever has no majority, or lacks what a majority has, does not lead.</summary>
public sealed class GroupMajorityTests : GroupTests
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(1.5);

    [Test]
    public void AllWideAreaLines_Cut_PairGoesOnUntilOneOfItDies()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        ulong term = Active.Group.Term;
        SetAll(WideAreaLines(), LineConditions.Cut);
        Within.Seconds(5, () => AtA.Links.All(link => link.State != LinkState.Up), "the district is alone", Group.Describe);
        Assert.That((Active.Group.Role, Active.Group.Term), Is.EqualTo((HaRole.Active, term)), "two of three are a majority");
        Assert.That(Active.Mute(Group.NewAct(), hall.Name).Changed, Has.Count.EqualTo(1), "acts are still kept");

        using LeavingPackets toRooms = Group.ToRooms(Active);
        Standby.Kill();
        Within.Seconds(5, () => Active.Group.Role is HaRole.Fenced or HaRole.Standby, "the one that is left is fenced", Group.Describe);
        toRooms.Take();
        Within.Seconds(5, () => Active.Group.Hindrance == HaHindrance.NoMajority, "and says why", Group.Describe);
        Assert.That(toRooms.Take(), Is.Zero, "who has no majority sends nothing");

        SetAll(WideAreaLines(), LineConditions.Good);
        Within.Seconds(10, () => Active.Group is { Role: HaRole.Active } group && group.Term > term, "it leads again with the witness", Group.Describe);
        Assert.That(Active.Site(hall.Name)!.Muted, "the act is there");
        Active.Unmute(Group.NewAct(), hall.Name);
        HearOneAnother(hall, distant);
        Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, hall.Log);
    }

    [Test]
    public void Standby_LacksAnActWhenTheActiveIsKilled_DoesNotLead()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        using LeavingPackets toRooms = Group.ToRooms(Standby);
        WideAreaLine toWitness = Group.Line(Standby, Group.Witness);
        SetAll([toWitness, Group.Line(Standby, Active)], LineConditions.Cut);
        Within.Seconds(5, () => !Active.Group.Members.Single(member => member.Node == Standby.Id).Reachable, "the standby is missed", Group.Describe);
        Assert.That(Active.Mute(Group.NewAct(), hall.Name).Changed, Has.Count.EqualTo(1), "the witness is enough");
        ulong term = Active.Group.Term;
        Active.Kill();

        toWitness.Conditions = LineConditions.Good;
        Within.Seconds(5, () => Standby.Group is { Hindrance: HaHindrance.Behind, Ahead: > 0 } group && group.AheadNode == Group.Witness.Id, "the standby says what it lacks", Group.Describe);
        Within.Passes(Watched);
        Assert.That((Standby.Group.Role, Standby.Group.Leader, toRooms.Take()), Is.EqualTo((HaRole.Standby, "", 0)), "it must not lead");

        SetAll([Group.Line(Standby, Active)], LineConditions.Good);
        Active.Start();
        Within.Seconds(10, () => Active.Group is { Role: HaRole.Active } group && group.Term > term, "the one that has all leads", Group.Describe);
        Assert.That(Active.Site(hall.Name)!.Muted, "the act is there");
        Active.Unmute(Group.NewAct(), hall.Name);
        HearOneAnother(hall, distant);
        Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, hall.Log);
    }

    // Between both MCUs is a cable of the server room.
    private static WideAreaLine[] WideAreaLines() =>
        [.. Group.LinesOf(AtA), Group.Line(Active, Group.Witness), Group.Line(Standby, Group.Witness)];

    private static void SetAll(WideAreaLine[] lines, LineConditions conditions) => Array.ForEach(lines, line => line.Conditions = conditions);
}
