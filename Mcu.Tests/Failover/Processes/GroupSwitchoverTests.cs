using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Operators have the other MCU lead.</summary>
public sealed class GroupSwitchoverTests : GroupTests
{
    [Test]
    public void Switchover_InMeeting_GoesOnAtTheOtherOne()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        SwitchoverResponse answer = null!;
        GoesOn(hall, distant, () => answer = Switchover(Active));
        TestContext.Out.WriteLine($"           the API answered after {answer.Took.ToTimeSpan().TotalMilliseconds:0} ms");
        Assert.That((answer.Former, answer.Leader), Is.EqualTo((Active.Id, Standby.Id)));
        Within.Seconds(5, () => Group.Follows(Active), "the former one follows", Group.Describe);
        Within.Seconds(5, () => Active.Group.LastTakeover is not null, "the former one knows that it is proven", Group.Describe);
        Assert.That(Active.Group.LastTakeover, Is.EqualTo(Standby.Group.LastTakeover).And.Property("Leader").EqualTo(Standby.Id));
        Assert.That(Active.Group.LastTakeover.Term, Is.EqualTo(answer.Term));
    }

    [Test]
    public void Drill_InMeeting_TellsWhatRoomsAndUnitsLostAndIsKept()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        Drill drill = null!;
        GoesOn(hall, distant, () => drill = Switchover(Active, isDrill: true).Drill);
        Array.ForEach([.. drill.Parts], part => TestContext.Out.WriteLine($"           {part}"));
        Assert.That((drill.Former, drill.Leader), Is.EqualTo((Active.Id, Standby.Id)));
        Assert.That(drill.Parts.Select(part => (part.Unit, part.Site)), Is.EquivalentTo(new[] { ("", hall.Name), (GroupProcesses.IdOfA, "") }));
        Assert.That(drill.Parts, Has.All.Matches<DrillPart>(part => part is { HadSound: true, HadPicture: true } && IsPlausible(part.Sound) && IsPlausible(part.Picture)));

        Active.Kill();
        Active.Start();
        Within.Seconds(10, () => Group.Follows(Active), "it follows again", Group.Describe);
        Assert.That(Active.Failover.ListDrills(new ListDrillsRequest(), deadline: NodeProcess.Soon()).Drills[0], Is.EqualTo(drill), "what the group has agreed on is there after a restart");
        Assert.That(Standby.Group.LastDrill, Is.EqualTo(drill));
    }

    [Test]
    public void Drill_LastRoomOfAUnitHasJustLeft_UnitIsNotMissed()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        string path = PathIn(GroupProcesses.IdOfA, distant);
        Active.Drop(Group.NewAct(), path);
        Within.Seconds(3, () => StateOf(Active, path) != SiteState.Connected, "the province sees it leave", Group.Describe);

        Drill drill = Switchover(Active, isDrill: true).Drill;
        Assert.That(drill.Parts.Select(part => (part.Unit, part.Site)), Is.EqualTo(new[] { ("", hall.Name) }));
        Assert.That(IsPlausible(drill.Parts[0].Sound) && IsPlausible(drill.Parts[0].Picture), $"{drill}");
    }

    [Test]
    public void Switchover_StandbyStandsStill_IsRefusedAndTheMeetingGoesOn()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        NothingChanges(hall, distant, Standby.Freeze, () => !Active.Group.Members.Single(member => member.Node == Standby.Id).Reachable, "the standby is missed");
        ulong term = Active.Group.Term;

        RpcException refused = Assert.Throws<RpcException>(() => Switchover(Active));
        TestContext.Out.WriteLine($"           {refused.Status.Detail}");
        Assert.That(refused.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That(refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason, Is.EqualTo("STANDBY_UNREACHABLE"));
        Assert.That((Active.Group.Role, Active.Group.Term), Is.EqualTo((HaRole.Active, term)));
        Active.Unmute(Group.NewAct(), hall.Name);
        HearOneAnother(hall, distant);
    }

    private static SwitchoverResponse Switchover(CascadeNode node, bool isDrill = false) =>
        node.Failover.Switchover(new SwitchoverRequest { OpId = Group.NewAct(), Drill = isDrill, InMeeting = true }, deadline: NodeProcess.Soon());

    private static bool IsPlausible(Duration? lost) => lost is not null && lost.ToTimeSpan() < PictureLimit;
}
