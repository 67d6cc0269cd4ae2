using Mcu.Cascade.Failover;
using Mcu.Core.Time;

namespace Mcu.Tests.Cascade.Failover;

/// <summary>One deadline for every send.</summary>
public sealed class EgressGateTests
{
    private static readonly Instant Now = Instant.FromMilliseconds(1000);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Test]
    public void IsOpen_Untouched_IsClosed() => Assert.That(new EgressGate().IsOpen(Now), Is.False);

    [Test]
    public void IsOpen_DeadlinePassed_ClosesByItself()
    {
        var gate = new EgressGate();
        gate.OpenUntil(Now);
        Assert.That(gate.IsOpen(Now - Tick), Is.True);
        Assert.That(gate.IsOpen(Now), Is.False);
        Assert.That(gate.Deadline, Is.EqualTo(Now));
    }

    [Test]
    public void OpenUntil_EarlierThanBefore_ReplacesIt()
    {
        var gate = new EgressGate();
        gate.OpenUntil(Now + TimeSpan.FromMilliseconds(80));
        gate.OpenUntil(Now);
        Assert.That(gate.IsOpen(Now), Is.False);
    }

    [Test]
    public void Close_WhileOpen_ClosesAtOnce()
    {
        var gate = new EgressGate();
        gate.OpenUntil(Instant.Never);
        Assert.That(gate.IsOpen(Now), Is.True);
        gate.Close();
        Assert.That(gate.IsOpen(Now - TimeSpan.FromDays(1)), Is.False);
    }
}
