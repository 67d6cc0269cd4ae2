using Mcu.Tests.Cascade.Processes;
using Mcu.Tests.Interop;
using Mcu.V1;

namespace Mcu.Tests.Failover.Processes;

/// <summary>An MCU is taken out of the group for maintenance, and back, in the middle of a meeting.</summary>
public sealed class GroupDrainTests : GroupTests
{
    [TestCase(false, TestName = "Undrain_StandbyWentOnRunning_TakesOverWhenTheActiveDies")]
    [TestCase(true, TestName = "Undrain_StandbyWasRestartedMeanwhile_TakesOverWhenTheActiveDies")]
    public void Undrain_TakesOverWhenTheActiveDies(bool isRestarted)
    {
        using DistantRoom hall = InProvince("tinh");
        using DistantRoom distant = InA("mot");
        Meet(hall, distant);
        (CascadeNode active, CascadeNode standby) = (Active, Standby);
        Assert.That(active.Failover.Drain(new DrainRequest { OpId = Group.NewAct() }, deadline: NodeProcess.Soon()).Members, Has.Count.EqualTo(2));
        Within.Seconds(5, () => standby.Group.Role == HaRole.Drained, "the standby is out", Group.Describe);
        if (isRestarted)
        {
            standby.Kill();
            standby.Start();
        }

        Assert.That(active.Mute(Group.NewAct(), hall.Name).Changed, Has.Count.EqualTo(1), "acts do not wait for it");
        Within.Seconds(5, () => standby.Group.Role == HaRole.Drained, "it stays out", Group.Describe);

        Assert.That(active.Failover.Undrain(new UndrainRequest { OpId = Group.NewAct() }, deadline: DateTime.UtcNow.AddSeconds(10)).Members, Has.Count.EqualTo(3));
        Within.Seconds(5, () => Group.Follows(standby), "it follows again", Group.Describe);
        active.Unmute(Group.NewAct(), hall.Name);
        GoesOn(hall, distant, active.Kill);
    }
}
