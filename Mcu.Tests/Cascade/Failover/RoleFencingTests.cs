using Mcu.Cascade.Failover;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>From service to standby: the gate closes first, and nothing is said.</summary>
public sealed class RoleFencingTests
{
    [Test]
    public void Pass_LeaseHolds_GateIsRefreshedAndNeverBeyondTheLease()
    {
        RoleRig rig = RoleRig.Active();
        for (int i = 0; i < 50; i++)
        {
            rig.RenewLease();
            rig.Pass(50);
            Assert.That(rig.Gate.IsOpen(rig.Now), Is.True);
            Assert.That(rig.Gate.Deadline, Is.LessThanOrEqualTo(rig.View.LeaseUntil).And.LessThanOrEqualTo(rig.Now + TimeSpan.FromMilliseconds(80)));
        }

        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
        Assert.That(rig.Events, Is.Empty);
    }

    [Test]
    public void Stop_NobodyTicks_GateIsClosedWithin80Milliseconds()
    {
        RoleRig rig = RoleRig.Active();
        rig.Stop(80);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active), "it does not know yet");
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.False);
    }

    [Test]
    public void Observe_LeadershipLost_ClosesDropsSilentlyAndRejoins()
    {
        RoleRig rig = RoleRig.Active();
        rig.Lose();
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Fenced));
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.CloseGate, Kind.Demote }));
        rig.Succeed(Kind.Demote);
        rig.Succeed(Kind.RejoinAsStandby);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
        Assert.That(rig.Events.OfType<RoleEvent.Changed>().Select(changed => (changed.To, changed.Cause)), Is.EqualTo(new[]
        {
            (NodeRole.Fenced, RoleCause.LeadershipLost), (NodeRole.Standby, RoleCause.Rejoined),
        }));
    }

    [Test]
    public void Observe_LeaderAgainInALaterTerm_IsFencedFirst()
    {
        RoleRig rig = RoleRig.Active(term: 5);
        rig.Elect(7); // another may have served in term 6
        rig.Pass(100);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Fenced));
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.CloseGate, Kind.Demote }), "the new lead is not given away");
        rig.Succeed(Kind.Demote);
        rig.RenewLease();
        rig.Succeed(Kind.RejoinAsStandby);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Promoting));
    }

    [Test]
    public void Observe_ViewOfAnEarlierTerm_IsPassedOver()
    {
        RoleRig rig = RoleRig.Active(term: 5);
        rig.See(rig.View with { Term = 4, IsLeader = false });
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
    }

    [Test]
    public void Pass_LeaseRunsOutAndComesBack_ClosesForAsLongAndBringsOthersUpToDate()
    {
        RoleRig rig = RoleRig.Active();
        rig.Succeed(Kind.Announce);
        rig.Actions.Clear();
        rig.Pass(300);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
        Assert.That(rig.Kinds.Last(), Is.EqualTo(Kind.CloseGate));
        rig.RenewLease();
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.True);
        Assert.That(rig.Kinds.TakeLast(3), Is.EqualTo(new[] { Kind.OpenGate, Kind.Announce, Kind.RequestKeyFrames }));
        Assert.That(rig.Events.OfType<RoleEvent.GateLapsed>().Single().Length, Is.EqualTo(TimeSpan.FromMilliseconds(180)));
    }

    [Test]
    public void Tick_LateButLeaseHolds_SaysThatTheGateLapsed()
    {
        RoleRig rig = RoleRig.Active();
        rig.Stop(100);
        rig.Tick();
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.True);
        Assert.That(rig.Events.OfType<RoleEvent.GateLapsed>().Single().Length, Is.EqualTo(TimeSpan.FromMilliseconds(20)));
    }

    [Test]
    public void Pass_NoLeaseForTooLong_IsFencedAndStepsDownUntilItLeadsNoMore()
    {
        RoleRig rig = RoleRig.Active();
        rig.Pass(1150);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Fenced));
        Assert.That(rig.Events.OfType<RoleEvent.Changed>().Last().Cause, Is.EqualTo(RoleCause.LeaseLost));
        rig.Succeed(Kind.Demote);
        rig.Pass(1000);
        Assert.That(rig.Kinds.Count(kind => kind == Kind.StepDown), Is.EqualTo(3));
        Assert.That(rig.Kinds, Has.No.Member(Kind.RejoinAsStandby));
        rig.Lose();
        rig.Succeed(Kind.RejoinAsStandby);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
    }

    [Test]
    public void Complete_NotPutAway_IsTriedAgain()
    {
        RoleRig rig = RoleRig.Active();
        rig.Lose();
        rig.Fail(Kind.Demote);
        rig.Pass(500);
        Assert.That(rig.Kinds.Count(kind => kind == Kind.Demote), Is.EqualTo(2));
        rig.Succeed(Kind.Demote);
        Assert.That(rig.Kinds.Last(), Is.EqualTo(Kind.RejoinAsStandby));
    }

    [Test]
    public void Observe_PrimaryComesBack_StaysStandby()
    {
        RoleRig rig = RoleRig.Active();
        rig.Lose();
        rig.Succeed(Kind.Demote);
        rig.Succeed(Kind.RejoinAsStandby);
        rig.Actions.Clear();
        for (int i = 0; i < 100; i++)
        {
            rig.See(rig.View with { LastContact = rig.Now });
            rig.Pass(100);
        }

        Assert.That(rig.Actions, Is.Empty, "nobody takes a meeting back by itself");
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
    }

    [Test]
    public void History_ManyChanges_IsBounded()
    {
        RoleRig rig = RoleRig.Active(term: 5);
        Assert.That(rig.Machine.History.LastActive, Is.EqualTo(rig.Now));
        for (ulong i = 0; i < 100; i++)
        {
            rig.Lose();
            rig.Succeed(Kind.Demote);
            rig.Succeed(Kind.RejoinAsStandby);
            rig.Serve(rig.View.Term + 1);
            rig.Pass(10);
        }

        Assert.That(rig.Machine.History.Entries, Has.Count.EqualTo(RoleHistory.Capacity));
        RoleEvent.Changed last = rig.Machine.History.Entries.Last();
        Assert.That((last.From, last.To, last.Cause), Is.EqualTo((NodeRole.Promoting, NodeRole.Active, RoleCause.UpToDate)));
    }
}
