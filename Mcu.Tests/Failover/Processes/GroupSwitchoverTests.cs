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
        Assert.That(Standby.Group.LastProven, Is.Not.Null);
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

    private static SwitchoverResponse Switchover(CascadeNode node) =>
        node.Failover.Switchover(new SwitchoverRequest { OpId = Group.NewAct(), InMeeting = true }, deadline: NodeProcess.Soon());
}
