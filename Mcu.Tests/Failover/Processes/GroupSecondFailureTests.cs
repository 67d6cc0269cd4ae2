using Grpc.Core;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>The MCU that takes over is killed while it does, and the one before is there again; or the only one that is left stands still.</summary>
public sealed class GroupSecondFailureTests : GroupTests
{
    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(60), LongerThanALapse = TimeSpan.FromSeconds(2);

    [Test]
    public void Successor_KilledWhileItTellsRooms_FormerOneTakesOverAgain()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        using ComingInvites told = Group.InvitesOf(Standby);
        hall.Freeze(); // so that the successor waits for its answer
        Active.Freeze();
        Within.Seconds(5, told.Take, "the first re-INVITE leaves the successor", Group.Describe);
        Active.Thaw();
        Within.Seconds(4, () => Group.Follows(Active), "the former one follows", Group.Describe);
        Assert.That(Standby.Group.Steps.Select(step => step.Name), Has.None.EqualTo("adopt_calls"), "the room is being told");

        LeadsAgainAfter(() =>
        {
            Standby.Kill();
            hall.Thaw();
        });
        IsWhole(hall, distant);
    }

    [Test]
    public void Successor_KilledWhileItIsPromoted_FormerOneLeadsAgain()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        using var role = new RoleWatch(Standby);
        using LeavingPackets toRooms = Group.ToRooms(Standby);
        WideAreaLine[] lines = [Group.Line(Standby, Active), Group.Line(Standby, Group.Witness)];
        SetDelay(lines, OneWay); // the entry that begins the term is agreed on no sooner than it has been there and back
        role.Forget();
        Task order = Active.Failover.SwitchoverAsync(new SwitchoverRequest { OpId = Group.NewAct(), InMeeting = true }, deadline: NodeProcess.Soon()).ResponseAsync;
        role.Await("promoting", TimeSpan.FromSeconds(5));
        Within.Passes(OneWay / 3); // that entry is on both lines

        LeadsAgainAfter(() =>
        {
            Standby.Kill();
            SetDelay(lines, TimeSpan.Zero);
        });
        TestContext.Out.WriteLine($"           packets of the successor to rooms: {toRooms.Take()}");
        order.ContinueWith(_ => { }, TaskScheduler.Default).Wait(); // the former one has handed over, or has not: both are true
        IsWhole(hall, distant);
    }

    [Test]
    public void LastOne_StandsStillForLong_LeadsAgainWithTheWitness()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        Standby.Kill();

        Active.Freeze();
        Within.Passes(LongerThanALapse);
        Active.Thaw();
        Within.Seconds(10, () => Active.Group.Role == HaRole.Active, "it leads", Group.Describe);
        IsWhole(hall, distant);
    }

    private static void SetDelay(WideAreaLine[] lines, TimeSpan delay) => Array.ForEach(lines, line => line.Conditions = new LineConditions { Delay = delay });

    private static void LeadsAgainAfter(Action harm)
    {
        ulong term = Active.Group.Term;
        harm();
        Within.Seconds(10, () => Active.Group is { Role: HaRole.Active } group && group.Term > term, "the former one leads again, in a later term", Group.Describe);
    }

    private static void IsWhole(DistantRoom hall, DistantRoom distant)
    {
        HearOneAnother(hall, distant);
        MeetingRooms.Sees(hall, hall, distant);
        Assert.Multiple(() =>
        {
            Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, $"{hall.Log}\n{distant.Log}");
            Assert.That(StateOf(Active, hall.Name), Is.EqualTo(SiteState.Connected));
            Assert.That(StateOf(Active, PathIn(GroupProcesses.IdOfA, distant)), Is.EqualTo(SiteState.Connected));
            Assert.That(Active.Sites.Select(site => site.Id), Is.Unique);
        });
    }
}
