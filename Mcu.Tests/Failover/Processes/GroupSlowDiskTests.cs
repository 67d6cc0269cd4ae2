using System.Diagnostics;
using Grpc.Core;
using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Disks that take their time: at one MCU, at the other, or at all members, whose answers must not wait for them.</summary>
public sealed class GroupSlowDiskTests : GroupTests
{
    private const int Acts = 4;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200), VerySlow = TimeSpan.FromMilliseconds(250), Hang = TimeSpan.FromMinutes(2);

    [Test]
    public void DiskOfStandby_TakesItsTime_MeetingGoesOnAndActsAreKept() => GoesOnWith(Slow, Standby);

    [Test]
    public void DiskOfActive_TakesItsTime_MeetingGoesOnAndActsAreKept() => GoesOnWith(Slow, Active);

    [Test]
    public void AllDisks_TakeLongerThanTheLease_MeetingGoesOnAndActsAreKept() => GoesOnWith(VerySlow, Active, Standby, Group.Witness);

    [Test]
    public void DiskOfActive_Hangs_OtherOneTakesOverAndTheActIsKept()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        (string act, CascadeNode hanging, CascadeNode other) = (Group.NewAct(), Active, Standby);
        try
        {
            var watch = new TalkWatch(hall, distant);
            Group.DiskOf(hanging).Delay = Hang;
            Task unsure = Task.Run(() => hanging.SetGain(act, hall.Name, -3));
            watch.Until(10, () => other.Group.Role == HaRole.Active, $"{other.Id} leads", Group.Describe);
            watch.BeginAnew();
            watch.UntilHeard(15, Group.Describe);
            watch.Print();
            Assert.That(watch.LongestGaps, Is.All.LessThan(SoundLimit));
            Assert.That(() => unsure, Throws.InstanceOf<RpcException>(), "nothing is acknowledged that is not kept");
            other.SetGain(act, hall.Name, -3);
            Assert.That(other.Site(hall.Name)!.GainDb, Is.EqualTo(-3));
            Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, $"{hall.Log}\n{distant.Log}");
        }
        finally
        {
            hanging.Kill(); // it would wait for its disk
        }
    }

    private static void GoesOnWith(TimeSpan delay, params CascadeNode[] slow)
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        ulong term = Active.Group.Term;
        var watch = new TalkWatch(hall, distant);
        Array.ForEach(slow, member => Group.DiskOf(member).Delay = delay);
        List<TimeSpan> took = [];
        foreach (int act in Enumerable.Range(1, Acts))
        {
            long start = Stopwatch.GetTimestamp();
            Task acting = Task.Run(() => Active.SetGain(Group.NewAct(), hall.Name, -act));
            watch.Until(10, () => acting.IsCompleted, "the act is kept", Group.Describe);
            took.Add(Stopwatch.GetElapsedTime(start));
            acting.GetAwaiter().GetResult();
        }

        TestContext.Out.WriteLine($"           acts were kept after {string.Join(", ", took.Select(one => $"{one.TotalMilliseconds:0}"))} ms");
        Assert.That(took, Is.All.GreaterThan(slow.Contains(Active) ? delay : TimeSpan.Zero), "an act is kept when it is on the leader's disk");

        watch.BeginAnew();
        watch.UntilHeard(5);
        watch.Print();
        Assert.That((Active.Group.Role, Active.Group.Term), Is.EqualTo((HaRole.Active, term)), Group.Describe());
        Assert.That(watch.LongestGaps, Is.All.LessThan(TimeSpan.FromSeconds(1)), "rooms notice nothing");

        Within.Seconds(10, () => Group.Follows(Standby), "the standby lacks nothing");
        if (slow.Contains(Group.Witness))
        {
            Array.ForEach(slow, member => Group.DiskOf(member).Delay = TimeSpan.Zero); // a vote is on a disk before it is given
        }

        GoesOn(hall, distant, Active.Kill);
        Assert.That(Standby.Site(hall.Name)!.GainDb, Is.EqualTo(-Acts), "no act is lost");
    }
}
