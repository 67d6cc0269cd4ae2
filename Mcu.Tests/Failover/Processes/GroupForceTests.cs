using Grpc.Core;
using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>One MCU is all that is left: an operator has it lead, and puts the group together again without a break in the meeting.</summary>
public sealed class GroupForceTests : GroupTests
{
    private const string Name = "khanh-hoa";

    [Test]
    public void ForcePromote_OthersAreDead_MeetingGoesOnAndTheGroupIsMadeWholeInIt()
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        (CascadeNode dead, CascadeNode left) = (Active, Standby);
        ulong term = dead.Group.Term;
        dead.Kill();
        Group.Witness.Kill();
        Within.Seconds(5, () => left.Group.Hindrance == HaHindrance.NoMajority, "it says why nobody leads", Group.Describe);
        Within.Seconds(5, () => ReasonOf(left, "").Contains($"--confirm {Name}"), "it wants the group's name", () => ReasonOf(left, ""));

        ShowHaResponse forced = Force(left, Name);
        Assert.That((forced.Role, forced.Members.Count), Is.EqualTo((HaRole.Active, 1)));
        Assert.That(forced.Term, Is.GreaterThanOrEqualTo(term + 1000));
        HearOneAnother(hall, distant);
        Assert.That(left.Mute(Group.NewAct(), PathIn(GroupProcesses.IdOfA, distant)).Changed, Has.Count.EqualTo(1), "acts are kept by it alone");
        left.Unmute(Group.NewAct(), PathIn(GroupProcesses.IdOfA, distant));

        left.Kill();
        left.Start();
        Within.Seconds(10, () => left.Group is { Role: HaRole.Active } group && group.Term > forced.Term, "it leads again after a restart", Group.Describe);
        HearOneAnother(hall, distant);

        dead.Start();
        Group.Witness.Start();
        Within.Seconds(20, () => IsTakenIn(left), "the others are taken in", Group.Describe);
        Within.Seconds(10, () => Group.Follows(dead), "the other one follows", Group.Describe);
        Assert.That(left.Mute(Group.NewAct(), hall.Name).Changed, Has.Count.EqualTo(1));
        left.Kill();
        Within.Seconds(10, () => dead.Group.Role == HaRole.Active, "the other one takes over", () => $"{dead.Group}\n{Group.Describe()}");
        Assert.That(dead.Site(hall.Name)!.Muted, "and knows of all acts");
        dead.Unmute(Group.NewAct(), hall.Name);
        HearOneAnother(hall, distant);
        Assert.That(hall.HasLostItsCall || distant.HasLostItsCall, Is.False, $"{hall.Log}\n{distant.Log}");
    }

    private static ShowHaResponse Force(CascadeNode node, string confirmation) => node.Failover.ForcePromote(
        new ForcePromoteRequest { OpId = Group.NewAct(), Confirmation = confirmation }, deadline: DateTime.UtcNow.AddSeconds(10));

    private static string ReasonOf(CascadeNode node, string confirmation)
    {
        try
        {
            return $"{Force(node, confirmation)}";
        }
        catch (RpcException refused)
        {
            return refused.ToString();
        }
    }

    // They are not there at once: each has to hear first that the group has gone on without it.
    private static bool IsTakenIn(CascadeNode leader)
    {
        try
        {
            return leader.Failover.Undrain(new UndrainRequest { OpId = Group.NewAct() }, deadline: DateTime.UtcNow.AddSeconds(10)).Members.Count == 3;
        }
        catch (RpcException)
        {
            return false;
        }
    }
}
