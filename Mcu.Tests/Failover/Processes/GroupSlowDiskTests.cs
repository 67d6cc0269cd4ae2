using System.Diagnostics;
using Mcu.Tests.Cascade.Processes;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>Disks that take their time, at one MCU and then at the other.</summary>
public sealed class GroupSlowDiskTests : GroupTests
{
    private const int Acts = 4;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    [TestCase(false)]
    [TestCase(true)]
    public void Disk_TakesItsTime_MeetingGoesOnAndActsAreKept(bool atActive)
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        ulong term = Active.Group.Term;
        var watch = new TalkWatch(hall, distant);
        Group.DiskOf(atActive ? Active : Standby).Delay = Slow;
        List<TimeSpan> took = [];
        foreach (int act in Enumerable.Range(1, Acts))
        {
            long start = Stopwatch.GetTimestamp();
            Active.SetGain(Group.NewAct(), hall.Name, -act);
            took.Add(Stopwatch.GetElapsedTime(start));
            watch.Look();
        }

        TestContext.Out.WriteLine($"           acts were kept after {string.Join(", ", took.Select(one => $"{one.TotalMilliseconds:0}"))} ms");
        Assert.That(took, Is.All.GreaterThan(atActive ? Slow : TimeSpan.Zero), "an act is kept when it is on the leader's disk");

        watch.BeginAnew();
        watch.UntilHeard(5);
        watch.Print();
        Assert.That((Active.Group.Role, Active.Group.Term), Is.EqualTo((HaRole.Active, term)), Group.Describe());
        Assert.That(watch.LongestGaps, Is.All.LessThan(TimeSpan.FromSeconds(1)), "rooms notice nothing");

        Within.Seconds(10, () => Group.Follows(Standby), "the standby lacks nothing");
        GoesOn(hall, distant, Active.Kill);
        Assert.That(Standby.Site(hall.Name)!.GainDb, Is.EqualTo(-Acts), "no act is lost");
    }
}
