using Mcu.Core.Time;
using Mcu.Node.Loops;

namespace Mcu.Tests.Loops;

/// <summary>A few faults are tolerated, a row of them is not.</summary>
public sealed class FaultBackoffTests
{
    private static readonly Instant Start = Instant.FromMilliseconds(1000);

    [Test]
    public void OnFault_FirstFive_DoNotHoldBack()
    {
        var backoff = new FaultBackoff();

        Assert.That(Pauses(backoff, 5), Is.All.EqualTo(TimeSpan.Zero));
        Assert.That(backoff.MayRun(Start), Is.True);
    }

    [Test]
    public void OnFault_InARow_DoublesUpToFiveSeconds()
    {
        double[] pauses = [.. Pauses(new FaultBackoff(), 14).Skip(5).Select(pause => pause.TotalMilliseconds)];

        Assert.That(pauses, Is.EqualTo(new double[] { 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000 }));
    }

    [Test]
    public void MayRun_InAPause_OnlyAfterIt()
    {
        var backoff = new FaultBackoff();
        Pauses(backoff, 6);

        Assert.That(backoff.MayRun(Start + TimeSpan.FromMilliseconds(99)), Is.False);
        Assert.That(backoff.MayRun(Start + TimeSpan.FromMilliseconds(100)), Is.True);
    }

    [Test]
    public void OnSuccess_AfterFaults_ForgivesThem()
    {
        var backoff = new FaultBackoff();
        Pauses(backoff, 7);
        backoff.OnSuccess();

        Assert.That(Pauses(backoff, 5), Is.All.EqualTo(TimeSpan.Zero));
    }

    private static TimeSpan[] Pauses(FaultBackoff backoff, int faults) =>
        [.. Enumerable.Range(0, faults).Select(_ => backoff.OnFault(Start))];
}
