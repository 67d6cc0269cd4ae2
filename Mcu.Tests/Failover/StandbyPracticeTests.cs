using Mcu.Cascade.Failover;
using Mcu.Node.Failover;
using Microsoft.Extensions.Time.Testing;

namespace Mcu.Tests.Failover;

/// <summary>When a standby rehearses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StandbyPracticeTests
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider time = new();
    private readonly SemaphoreSlim begun = new(0);
    private readonly SemaphoreSlim told = new(0);
    private TaskCompletionSource<AdoptionOutcome?> play = new();
    private CancellationToken cancel;
    private string said = "";

    [Test]
    public async Task OnRole_StaysStandby_RehearsesOnce()
    {
        await using StandbyPractice practice = New();
        await BecomeStandby(practice);
        play.SetResult(Outcome(AdoptionResult.Adopted));
        await TillTold();
        Assert.That(said, Does.StartWith("a takeover was rehearsed"));

        practice.OnRole(NodeRole.Active);
        practice.OnRole(NodeRole.Standby);
        time.Advance(2 * Settling);
        Assert.That(begun.CurrentCount, Is.Zero, "once is enough");
    }

    [Test]
    public async Task OnRole_ElectedMeanwhile_BreaksOffAndRehearsesLater()
    {
        await using StandbyPractice practice = New();
        await BecomeStandby(practice);
        practice.OnRole(NodeRole.Promoting);
        Assert.That(cancel.IsCancellationRequested);
        practice.OnRole(NodeRole.Standby); // at once, while the first rehearsal is being broken off
        TaskCompletionSource<AdoptionOutcome?> brokenOff = play;
        play = new TaskCompletionSource<AdoptionOutcome?>();
        brokenOff.SetCanceled(cancel);
        await TillBegun();
        play.SetResult(Outcome(AdoptionResult.Adopted));
        await TillTold();
        Assert.That(said, Does.StartWith("a takeover was rehearsed"));
    }

    [Test]
    public async Task OnRole_ElectedAtOnce_DoesNotBegin()
    {
        await using StandbyPractice practice = New();
        practice.OnRole(NodeRole.Standby);
        practice.OnRole(NodeRole.Promoting);
        await practice.Running;
        time.Advance(2 * Settling);
        Assert.That(begun.CurrentCount, Is.Zero);
    }

    [Test]
    public async Task OnRole_CallWasLost_SaysSoAndRehearsesAgainLater()
    {
        await using StandbyPractice practice = New();
        await BecomeStandby(practice);
        play.SetResult(Outcome(AdoptionResult.Lost));
        await TillTold();
        Assert.That(said, Does.StartWith("no takeover was rehearsed").And.Contain("Lost"));
        await practice.Running;

        play = new TaskCompletionSource<AdoptionOutcome?>();
        await BecomeStandby(practice);
        play.SetException(new IOException("no port"));
        await TillTold();
        Assert.That(said, Does.EndWith("no port"));
    }

    private static AdoptionOutcome Outcome(AdoptionResult result) => new("rehearsal", "room", result, "", TimeSpan.Zero);

    private StandbyPractice New() => new(PlayAsync, Settling, time, Tell);

    private Task<AdoptionOutcome?> PlayAsync(CancellationToken token)
    {
        cancel = token;
        begun.Release();
        return play.Task;
    }

    private void Tell(string what)
    {
        said = what;
        told.Release();
    }

    private Task BecomeStandby(StandbyPractice practice)
    {
        practice.OnRole(NodeRole.Standby);
        return TillBegun();
    }

    // The wait begins on another thread: the clock goes on until it has.
    private async Task TillBegun()
    {
        for (int i = 0; i < 1000; i++)
        {
            time.Advance(Settling);
            if (await begun.WaitAsync(TimeSpan.FromMilliseconds(10)))
            {
                return;
            }
        }

        Assert.Fail("no rehearsal began");
    }

    private async Task TillTold() => Assert.That(await told.WaitAsync(TimeSpan.FromSeconds(10)), "nothing was told");
}
