using Mcu.Cascade.Failover;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>From an election to service: the gate opens when everything is known, and not before.</summary>
public sealed class RolePromotionTests
{
    [Test]
    public void Observe_FirstView_IsStandby()
    {
        RoleRig rig = RoleRig.Standby();
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
        Assert.That(rig.Actions, Is.Empty);
    }

    [Test]
    public void Observe_Elected_AsksForTheTermsFirstEntryWithTheGateClosed()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Promoting));
        Assert.That(rig.Actions, Is.EqualTo(new[] { new RoleAction(Kind.CommitTermStart, 5) }));
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.False);
    }

    [Test]
    public void Observe_ElectedWithoutALease_Waits()
    {
        RoleRig rig = RoleRig.Standby();
        rig.See(rig.View with { Term = 5, IsLeader = true, LeaseUntil = rig.Now });
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Standby));
    }

    [Test]
    public void TermStarted_StateContainsIt_RestoresThenOpensThenAnnounces()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5);
        rig.StartTerm(11);
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.CommitTermStart }), "the state is one entry behind");
        rig.See(rig.View with { AppliedIndex = 11 });
        Assert.That(rig.Gate.IsOpen(rig.Now), Is.False);
        rig.Succeed(Kind.Restore);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.CommitTermStart, Kind.Restore, Kind.OpenGate, Kind.Announce, Kind.AdoptCalls }));
        Assert.That(rig.Gate.Deadline, Is.EqualTo(rig.Now + TimeSpan.FromMilliseconds(80)));
    }

    [Test]
    public void Complete_StepsAfterService_FollowOneAnotherAndEnd()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Serve(5);
        rig.Actions.Clear();
        rig.Succeed(Kind.Announce);
        rig.Fail(Kind.AdoptCalls); // some rooms are gone: the others want pictures all the same
        rig.Stop(30);
        rig.RenewLease();
        rig.Succeed(Kind.RequestKeyFrames);
        rig.Succeed(Kind.RestartRecordings);
        Assert.That(rig.Kinds.Where(kind => kind != Kind.OpenGate), Is.EqualTo(new[] { Kind.RequestKeyFrames, Kind.RestartRecordings }));
        Assert.That(rig.Events.OfType<RoleEvent.StepEnded>().Select(step => (step.Step, step.Succeeded, step.Took.TotalMilliseconds)), Is.EqualTo(new[]
        {
            (Kind.CommitTermStart, true, 0.0), (Kind.Restore, true, 0), (Kind.Announce, true, 0), (Kind.AdoptCalls, false, 0),
            (Kind.RequestKeyFrames, true, 30), (Kind.RestartRecordings, true, 0),
        }));
        Assert.That(rig.Events.OfType<RoleEvent.PromotionEnded>().Single().Took.TotalMilliseconds, Is.EqualTo(30));
    }

    [Test]
    public void Tick_StateStaysBehind_StepsDownAndSaysByHowMuch()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5, applied: 4);
        rig.StartTerm(11);
        rig.Pass(999);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Promoting));
        rig.Pass(1);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Fenced));
        RoleEvent.Changed changed = rig.Events.OfType<RoleEvent.Changed>().Last();
        Assert.That((changed.Cause, changed.Entries), Is.EqualTo((RoleCause.Lagging, 7ul)));
        Assert.That(rig.Kinds, Has.Member(Kind.StepDown).And.No.Member(Kind.OpenGate));
    }

    [Test]
    public void Complete_TermStartNotCommitted_IsTriedAgainUntilTheLimit()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5);
        for (int i = 0; i < 40; i++)
        {
            rig.Fail(Kind.CommitTermStart);
            rig.Pass(20);
        }

        Assert.That(rig.Kinds.Count(kind => kind == Kind.CommitTermStart), Is.EqualTo(41));
        rig.Pass(200);
        Assert.That(rig.Events.OfType<RoleEvent.Changed>().Last().Cause, Is.EqualTo(RoleCause.NotCommitted));
    }

    [Test]
    public void Complete_NotRestored_NeverServes()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5, applied: 11);
        rig.StartTerm(11);
        rig.Fail(Kind.Restore);
        Assert.That(rig.Events.OfType<RoleEvent.Changed>().Last().Cause, Is.EqualTo(RoleCause.NotRestored));
        Assert.That(rig.Kinds, Has.Member(Kind.Demote).And.No.Member(Kind.OpenGate));
    }

    [Test]
    public void Observe_LeadershipLostWhilePromoting_NeverServes()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5, applied: 11);
        rig.StartTerm(11);
        rig.Lose();
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Fenced));
        rig.Succeed(Kind.Restore);
        Assert.That(rig.Kinds, Has.No.Member(Kind.OpenGate));
    }

    [Test]
    public void Complete_RestoredAfterTheLeaseRanOut_WaitsForIt()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5, applied: 11);
        rig.StartTerm(11);
        rig.Stop(RoleRig.Lease.TotalMilliseconds);
        rig.Succeed(Kind.Restore);
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Promoting));
        rig.RenewLease();
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Active));
    }

    [Test]
    public void Complete_AnswerOfAnEarlierTerm_IsPassedOver()
    {
        RoleRig rig = RoleRig.Standby();
        rig.Elect(5, applied: 11);
        rig.StartTerm(11);
        RoleAction early = rig.Actions.Last();
        rig.Lose();
        rig.Succeed(Kind.Demote);
        rig.Succeed(Kind.RejoinAsStandby);
        rig.Elect(9, applied: 11);
        rig.StartTerm(11);
        rig.Answer(early, succeeded: true);
        Assert.That(early, Is.EqualTo(new RoleAction(Kind.Restore, 5)));
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Promoting));
    }

    [Test]
    public void Observe_WitnessElected_Resigns()
    {
        var rig = new RoleRig(new RoleOptions("khanh-hoa") { IsWitness = true });
        rig.Elect(5);
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.Resign }));
        rig.Pass(500);
        Assert.That(rig.Kinds, Is.EqualTo(new[] { Kind.Resign, Kind.Resign }));
        Assert.That(rig.Machine.Role, Is.EqualTo(NodeRole.Witness));
    }
}
