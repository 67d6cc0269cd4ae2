using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>What operators ask of a node's role, and when it is refused.</summary>
public sealed class RoleOrderTests
{
    [Test]
    public void Order_SwitchoverStandbyHasAll_ServesAsLongAsNobodyElseMayLeadAndIsFenced()
    {
        RoleRig rig = RoleRig.Active();
        Instant lease = rig.View.LeaseUntil;
        Assert.That(rig.Order(OperatorOrder.Switchover), Is.EqualTo(OrderRefusal.None));
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.Resign }));
        rig.Succeed(Kind.Resign);
        rig.Lose();
        rig.Pass((lease - rig.Now).TotalMilliseconds - 1);
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.True, "those who promised the lease keep it to its end");
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
        rig.Pass(1);
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.False);
        Assert.That(rig.Events.OfType<RoleEvent.Changed>().Single().Cause, Is.EqualTo(RoleCause.Switchover));
        Assert.That(Ended(rig), Is.EqualTo((OperatorOrder.Switchover, OrderRefusal.None, 0ul)));
    }

    [Test]
    public void Order_SwitchoverLeaseRenewedWhileItResigns_IsClosedAtTheEndOfTheFirst()
    {
        RoleRig rig = RoleRig.Active();
        Instant lease = rig.View.LeaseUntil;
        rig.Order(OperatorOrder.Switchover);
        rig.Pass(50);
        rig.RenewLease();
        rig.Pass((lease - rig.Now).TotalMilliseconds);
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.False);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active), "it still leads, and waits for what becomes of it");
    }

    [Test]
    public void Order_SwitchoverStandbyLags_IsRefusedAfterASecondAndServiceGoesOn()
    {
        RoleRig rig = RoleRig.Active();
        rig.See(rig.View with { LastIndex = 15 });
        rig.Order(OperatorOrder.Switchover);
        PassServing(rig, 980);
        Assert.That(rig.Events, Is.Empty);
        PassServing(rig, 20);
        Assert.That(Ended(rig), Is.EqualTo((OperatorOrder.Switchover, OrderRefusal.StandbyLags, 4ul)));
        Assert.That(rig.Kinds, Has.No.Member(Kind.CloseGate).And.No.Member(Kind.Resign));
    }

    [Test]
    public void Order_SwitchoverStandbyCatchesUp_HandsOver()
    {
        RoleRig rig = RoleRig.Active();
        rig.See(rig.View with { LastIndex = 15 });
        rig.Order(OperatorOrder.Switchover);
        PassServing(rig, 500);
        rig.See(rig.View with { StandbyIndex = 15 });
        Assert.That(rig.Kinds.Where(kind => kind != Kind.OpenGate), Is.EqualTo(new[] { Kind.Resign }));
    }

    [Test]
    public void Order_SwitchoverNoStandby_IsRefused()
    {
        RoleRig rig = RoleRig.Active();
        rig.See(rig.View with { StandbyIndex = null });
        rig.Order(OperatorOrder.Switchover);
        PassServing(rig, 1000);
        Assert.That(Ended(rig), Is.EqualTo((OperatorOrder.Switchover, OrderRefusal.StandbyUnreachable, 0ul)));
    }

    [Test]
    public void Complete_NobodyTookOver_ServesOnAndBringsOthersUpToDate()
    {
        RoleRig rig = RoleRig.Active();
        rig.Order(OperatorOrder.Switchover);
        rig.Stop(100);
        rig.Fail(Kind.Resign);
        Assert.That(Ended(rig).Why, Is.EqualTo(OrderRefusal.NotHandedOver));
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.True);
        Assert.That(rig.Kinds.TakeLast(3), Is.EqualTo(new[] { Kind.OpenGate, Kind.Announce, Kind.RequestKeyFrames }));
    }

    [Test]
    public void Order_SwitchoverAtAStandby_IsRefused() =>
        Assert.That(RoleRig.Standby().Order(OperatorOrder.Switchover), Is.EqualTo(OrderRefusal.WrongRole));

    [Test]
    public void Order_SecondOne_IsRefusedWhileTheFirstIsUnderWay()
    {
        RoleRig rig = RoleRig.Active();
        rig.Order(OperatorOrder.Switchover);
        Assert.That(rig.Order(OperatorOrder.Drain), Is.EqualTo(OrderRefusal.Busy));
    }

    [Test]
    public void Order_DrainAStandby_LeavesOnlyWhenTheGroupIsReduced()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Order(OperatorOrder.Drain);
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.ReduceGroup }));
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
        rig.Succeed(Kind.ReduceGroup);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Drained));
        Assert.That(Ended(rig).Why, Is.EqualTo(OrderRefusal.None));
    }

    [Test]
    public void Order_DrainNotCommitted_StaysStandby()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Order(OperatorOrder.Drain);
        rig.Fail(Kind.ReduceGroup);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
        Assert.That(Ended(rig).Why, Is.EqualTo(OrderRefusal.GroupNotChanged));
    }

    [Test]
    public void Order_DrainWhileTheActiveNodeDies_IsGivenUpAndTheStandbyServes()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Order(OperatorOrder.Drain);
        rig.Serve(5);
        Assert.That(Ended(rig).Why, Is.EqualTo(OrderRefusal.Elected));
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
    }

    [Test]
    public void Order_DrainAtTheActiveNode_TakesTheOtherOutAndServesOn()
    {
        RoleRig rig = RoleRig.Active();
        rig.Order(OperatorOrder.Drain);
        rig.Succeed(Kind.ReduceGroup);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
        Assert.That(Ended(rig), Is.EqualTo((OperatorOrder.Drain, OrderRefusal.None, 0ul)));
    }

    [Test]
    public void Observe_NoMemberAnyMoreAndAgain_IsDrainedAndBack()
    {
        RoleRig rig = RoleRig.Standby();
        rig.See(rig.View with { IsMember = false });
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Drained));
        rig.See(rig.View with { IsMember = true });
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
    }

    [Test]
    public void Observe_DrainedAndElected_ResignsAndNeverServes()
    {
        var rig = new RoleRig(new RoleOptions("khanh-hoa") { IsDrained = true });
        rig.Elect(5, applied: 11);
        rig.Pass(400);
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.Resign }));
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Drained));
    }

    [Test]
    public void Order_Undrain_IsStandbyWhenTheGroupIsWhole()
    {
        var rig = new RoleRig(new RoleOptions("khanh-hoa") { IsDrained = true });
        rig.See(rig.View with { IsMember = false });
        rig.Order(OperatorOrder.Undrain);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Drained));
        rig.Succeed(Kind.RestoreGroup);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
    }

    [TestCase("")]
    [TestCase("Khanh-Hoa")]
    [TestCase("yes")]
    public void Order_ForceWithoutTheGroupsName_IsRefused(string typed)
    {
        RoleRig rig = RoleRig.Standby();
        rig.Stop(5000);
        Assert.That(rig.Order(OperatorOrder.ForcePromote, typed), Is.EqualTo(OrderRefusal.NotConfirmed));
        Assert.That(rig.Actions, Is.Empty);
    }

    [Test]
    public void Order_ForceBesideALivingLeader_IsRefused()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Stop(1999);
        Assert.That(rig.Order(OperatorOrder.ForcePromote, "khanh-hoa"), Is.EqualTo(OrderRefusal.LeaderIsAlive));
    }

    [Test]
    public void Order_ForceConfirmed_FormsAGroupAloneInALaterTermAndPromotesAsEver()
    {
        RoleRig rig = RoleRig.Standby();
        rig.See(rig.View with { LastIndex = 12 });
        rig.Stop(5000);
        ForcePromotionWarning warning = rig.Machine.WarnOfForce(rig.Now);
        Assert.That(warning, Is.EqualTo(new ForcePromotionWarning("khanh-hoa", TimeSpan.FromSeconds(5), AppliedIndex: 10, Unapplied: 2, IsDrained: false)));
        Assert.That(rig.Order(OperatorOrder.ForcePromote, " khanh-hoa\n"), Is.EqualTo(OrderRefusal.None));
        Assert.That(rig.Actions, Is.EqualTo(new[] { new RoleAction(Kind.FormGroupAlone, rig.View.Term + 1) }));
        rig.Succeed(Kind.FormGroupAlone);
        rig.Serve(2);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
        Assert.That(rig.Events.OfType<RoleEvent.Changed>().First().Cause, Is.EqualTo(RoleCause.Forced));
    }

    [Test]
    public void Of_ConsensusView_TakesTheOtherMcuForTheStandbyAndNotTheWitness()
    {
        var view = new ConsensusView
        {
            Term = 3,
            Role = ConsensusRole.Leader,
            LastIndex = 9,
            LeaseUntil = Instant.FromMilliseconds(5),
            Members =
            [
                new ConsensusMember("a", IsWitness: false, IsReachable: true, 9),
                new ConsensusMember("w", IsWitness: true, IsReachable: true, 9),
                new ConsensusMember("b", IsWitness: false, IsReachable: true, 7),
            ],
        };
        LeadershipView seen = LeadershipView.Of(view, "a");
        Assert.That((seen.IsLeader, seen.StandbyIndex, seen.IsMember), Is.EqualTo((true, (ulong?)7, true)));
        Assert.That(LeadershipView.Of(view, "drained").IsMember, Is.False);
    }

    private static (OperatorOrder Order, OrderRefusal Why, ulong Entries) Ended(RoleRig rig)
    {
        RoleEvent.OrderEnded ended = rig.Events.OfType<RoleEvent.OrderEnded>().Single();
        return (ended.Order, ended.Why, ended.Entries);
    }

    private static void PassServing(RoleRig rig, int milliseconds)
    {
        for (int i = 0; i < milliseconds; i += 20)
        {
            rig.RenewLease();
            rig.Pass(20);
            Assert.That(rig.Gate.IsOpen(rig.Now), Is.True);
        }
    }
}
