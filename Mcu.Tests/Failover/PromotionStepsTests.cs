using System.Collections.Concurrent;
using Mcu.Node.Failover;
using Mcu.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Failover;

/// <summary>What follows a promotion: tried again, within limits, each step on its own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PromotionStepsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly PromotionSteps steps;

    public PromotionStepsTests() => steps = new PromotionSteps(new CallPace(perSecond: 50, burst: 20, time), time);

    [Test]
    public async Task AnnounceAsync_SucceedsAtOnce_IsReported()
    {
        StepReport report = await steps.AnnounceAsync(_ => Task.CompletedTask, CancellationToken.None);
        Assert.That(report, Is.EqualTo(new StepReport("ha-announce", 1, 0, 1, TimeSpan.Zero, "")));
    }

    [Test]
    public void AnnounceAsync_FailsTwice_IsTriedAgainAfterAWait()
    {
        int calls = 0;
        StepReport report = Finish(steps.AnnounceAsync(_ => ++calls < 3 ? throw new IOException("cut") : Task.CompletedTask, CancellationToken.None));
        Assert.That((report.Succeeded, report.Attempts), Is.EqualTo((true, 3)));
        Assert.That(report.Took, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void AnnounceAsync_NeverSucceeds_GivesUpAndSaysWhy()
    {
        StepReport report = Finish(steps.AnnounceAsync(_ => throw new IOException("cut"), CancellationToken.None));
        Assert.That((report.Succeeded, report.Attempts, report.Detail), Is.EqualTo((false, 4, "cut")));
    }

    [Test]
    public void AnnounceAsync_StepIgnoresItsLimit_IsLeftBehindAndTriedAgain()
    {
        int calls = 0;
        StepReport report = Finish(
            steps.AnnounceAsync(_ => Interlocked.Increment(ref calls) == 1 ? new TaskCompletionSource().Task : Task.CompletedTask, CancellationToken.None));
        Assert.That((report.Succeeded, report.Attempts), Is.EqualTo((true, 2)));
        Assert.That(report.Took, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(500)));
    }

    [Test]
    public void RequestKeyFramesAsync_AlwaysLate_EndsAsFailed()
    {
        StepReport report = Finish(steps.RequestKeyFramesAsync(_ => new TaskCompletionSource().Task, CancellationToken.None));
        Assert.That(report.Succeeded, Is.False);
        Assert.That(report.Attempts, Is.InRange(2, 4));
        Assert.That(report.Took, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(2)), "what all attempts may take");
    }

    [Test]
    public void AdoptAsync_ManyCalls_AreSpaced()
    {
        ConcurrentQueue<TimeSpan> at = new();
        long start = time.GetTimestamp();
        StepReport report = Finish(steps.AdoptAsync(
            Enumerable.Range(0, 45).ToArray(),
            (_, _) =>
            {
                at.Enqueue(time.GetElapsedTime(start));
                return Task.CompletedTask;
            },
            CancellationToken.None));
        Assert.That((report.Succeeded, report.Items, report.Attempts), Is.EqualTo((true, 45, 45)));
        Assert.That(at.Count(moment => moment == TimeSpan.Zero), Is.EqualTo(20), "a burst");
        Assert.That(at.Max(), Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(25 * 20)), "then 50 a second");
    }

    [Test]
    public void AdoptAsync_OneCallIsGone_TheOthersAreTakenOver()
    {
        ConcurrentBag<int> taken = [];
        StepReport report = Finish(steps.AdoptAsync(
            [1, 2, 3],
            (call, _) =>
            {
                if (call == 2)
                {
                    throw new InvalidOperationException("481");
                }

                taken.Add(call);
                return Task.CompletedTask;
            },
            CancellationToken.None));
        Assert.That((report.Items, report.Failed, report.Attempts, report.Detail), Is.EqualTo((3, 1, 5, "481")));
        Assert.That(taken, Is.EquivalentTo(new[] { 1, 3 }));
    }

    [Test]
    public void RestartRecordingsAsync_Canceled_EndsAsFailed()
    {
        using var cancel = new CancellationTokenSource();
        Task<StepReport> running = steps.RestartRecordingsAsync(["a.mkv"], (_, _) => new TaskCompletionSource().Task, cancel.Token);
        cancel.Cancel();
        StepReport report = Finish(running);
        Assert.That((report.Succeeded, report.Attempts), Is.EqualTo((false, 1)));
    }

    [Test]
    public void AdoptAsync_NoCalls_IsDone() =>
        Assert.That(Finish(steps.AdoptAsync<int>([], (_, _) => Task.CompletedTask, CancellationToken.None)).Succeeded, Is.True);

    // The pipelines' clock runs as long as they wait for it.
    private StepReport Finish(Task<StepReport> running)
    {
        Eventually.That(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
                return running.IsCompleted;
            },
            "the step ends");
        return running.Result;
    }
}
