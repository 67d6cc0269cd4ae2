using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>The MCU that leads is killed in mid-meeting.</summary>
public sealed class GroupKillTests : GroupTests
{
    [TestCase("", "udp")]
    [TestCase(";mediaenc=srtp", "udp")]
    [TestCase("", "tcp")]
    public void Active_Killed_CallsGoOnAndRoomsSeeAndHearOneAnother(string account, string transport)
    {
        using DistantRoom hall = InProvince("tinh", account, transport);
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        string suite = Active.Site(hall.Name)!.SrtpSuite;
        Assert.That(suite.Length > 0, Is.EqualTo(account.Length > 0));

        GoesOn(hall, distant, Active.Kill);
        Assert.That(Standby.Site(hall.Name)!.SrtpSuite, Is.EqualTo(suite));
    }

    [Test]
    public void Active_KilledAfterAnAct_ActIsThereOnceAndItsRetryIsAnsweredAsBefore()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        string act = Group.NewAct(), path = PathIn(GroupProcesses.IdOfA, distant);
        MuteResponse first = Active.Mute(act, path);
        Active.Kill();

        Within.Seconds(5, () => Standby.Group.Role == HaRole.Active, $"{Standby.Id} leads", Group.Describe);
        Assert.That(Standby.Site(path)!.Muted, "the act is lost");
        Assert.That(Standby.Mute(act, path), Is.EqualTo(first), "the retry has the first answer");
        Within.Seconds(5, () => StateOf(Standby, path) == SiteState.Connected && AtA.Site(distant.Name)!.Muted, "the district has the mute too");

        Standby.Unmute(Group.NewAct(), path);
        Assert.That(Standby.Mute(act, path), Is.EqualTo(first));
        Assert.That(Standby.Site(path)!.Muted, Is.False, "a retry does nothing twice");
        var watch = new ToneWatch(hall, distant);
        Within.Seconds(5, IsHeard, $"{hall.Name} hears {distant.Name}", () => hall.Log);
        Assert.That(Changes(Standby, distant.Name), Is.EqualTo(new[] { "unmuted" }), "what operators are told of");

        bool IsHeard()
        {
            watch.Look();
            return watch.IsHeard;
        }
    }

    [Test]
    public void Killed_StartedAgain_FollowsAndLeavesTheLead()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        GoesOn(hall, distant, Active.Kill);
        ulong term = Standby.Group.Term;

        Active.Start();
        NothingChangesWhile(hall, distant, () => Group.Follows(Active) && AtA.Link(Active.Id) is { State: LinkState.Up });
        Assert.That((Standby.Group.Role, Standby.Group.Term), Is.EqualTo((HaRole.Active, term)));
    }

    private static void NothingChangesWhile(DistantRoom hall, DistantRoom distant, Func<bool> isBack)
    {
        var watch = new TalkWatch(hall, distant);
        watch.Until(20, isBack, "it is back, and lacks nothing", Group.Describe);
        watch.UntilHeard(5);
        watch.Print();
        Assert.That(watch.LongestGaps, Is.All.LessThan(TimeSpan.FromSeconds(1)), "rooms notice nothing of it");
    }

    private static IEnumerable<string> Changes(CascadeNode node, string site) =>
        node.Events(EventKind.SiteChanged).Where(happened => happened.Site == site).Select(happened => happened.Details["change"]).Where(change => change.EndsWith("muted", StringComparison.Ordinal));
}
