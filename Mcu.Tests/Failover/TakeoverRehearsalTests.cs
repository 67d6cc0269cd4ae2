using Mcu.Node.Configuration;
using Mcu.Node.Failover;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Failover;

/// <summary>A takeover in small, before there is one.</summary>
[NonParallelizable]
public sealed class TakeoverRehearsalTests
{
    private readonly RecordingObserver observer = new();

    [Test]
    public async Task RunAsync_OnThisMachine_TakesTheCallOverAndLeavesNothingBehind()
    {
        string data = Path.Combine(Path.GetTempPath(), $"rehearsal-{Guid.NewGuid():N}");
        var rehearsal = new TakeoverRehearsal(new McuConfiguration { Data = data }, observer);

        AdoptionOutcome? outcome = await rehearsal.RunAsync(CancellationToken.None);
        Assert.That(outcome, Is.Not.Null.And.Property(nameof(AdoptionOutcome.Result)).EqualTo(AdoptionResult.Adopted));
        Assert.That(observer.Faults, Is.Empty);
        Assert.That(Directory.Exists(data), Is.False);
    }

    [Test]
    public void RunAsync_Cancelled_BreaksOff()
    {
        var rehearsal = new TakeoverRehearsal(new McuConfiguration(), observer);
        Assert.That(async () => await rehearsal.RunAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(observer.Faults, Is.Empty);
    }
}
