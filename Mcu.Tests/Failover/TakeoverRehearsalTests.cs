using Mcu.Node.Configuration;
using Mcu.Node.Failover;
using Mcu.Tests.Harness;

namespace Mcu.Tests.Failover;

/// <summary>A takeover in small, before there is one.</summary>
[NonParallelizable]
public sealed class TakeoverRehearsalTests
{
    private readonly RecordingObserver observer = new();

    [TestCase(true)]
    [TestCase(false)]
    public async Task RunAsync_WithPicturesAndWithout_TakesTheCallOverAndLeavesNothingBehind(bool hasPictures)
    {
        string data = Path.Combine(Path.GetTempPath(), $"rehearsal-{Guid.NewGuid():N}");
        var media = new MediaConfiguration();
        var like = new McuConfiguration { Data = data, Media = hasPictures ? media : media with { VideoCodecs = [] } };
        var rehearsal = new TakeoverRehearsal(like, observer);

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
