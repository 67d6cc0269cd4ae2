using System.Threading.RateLimiting;
using Google.Protobuf;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.V1;
using NodeLinks = Mcu.Node.Cascade.Links.NodeLinks;

namespace Mcu.Node.Failover;

/// <summary>Carries out what the role machine wants done, on the loops and with the libraries that it concerns. Each step has a deadline.</summary>
internal sealed class RoleSteps(IConsensus consensus, ReplicatedMeetings replicated, MeetingState meetings, CallTakeover calls, NodeLinks links, ControlLoop control)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan AdoptionLimit = TimeSpan.FromSeconds(30);

    // A re-INVITE to every room at once would have their answers and new sessions come at once too.
    private static readonly TokenBucketRateLimiterOptions Pace = new()
    {
        TokenLimit = 20, TokensPerPeriod = 5, ReplenishmentPeriod = TimeSpan.FromMilliseconds(50), QueueLimit = 1024, AutoReplenishment = true,
    };

    private static readonly StepOutcome Done = new(Succeeded: true);

    private IReadOnlyList<(LiveConference Conference, string File)> recorded = [];

    /// <summary>Does one step. Never throws: what went wrong is the outcome's detail.</summary>
    public async Task<StepOutcome> RunAsync(RoleAction action)
    {
        try
        {
            return await StepAsync(action);
        }
        catch (Exception failure) when (failure is ControlRefusedException or TimeoutException or OperationCanceledException or InvalidProtocolBufferException)
        {
            return new StepOutcome(Succeeded: false, failure.Message);
        }
    }

    private Task<StepOutcome> StepAsync(RoleAction action) => action.Kind switch
    {
        RoleActionKind.CommitTermStart => BeginTermAsync(),
        RoleActionKind.Restore => OnControl(Restore),
        RoleActionKind.Announce => OnControl(() => links.Announce(MonotonicClock.Now)),
        RoleActionKind.AdoptCalls => AdoptAsync(),
        RoleActionKind.RequestKeyFrames => OnControl(meetings.RequestKeyFrames),
        RoleActionKind.RestartRecordings => OnControl(GoOnRecording),
        RoleActionKind.Demote => OnControl(Demote),
        RoleActionKind.Resign => ResignAsync(),
        _ => Task.FromResult(Done),
    };

    private async Task<StepOutcome> BeginTermAsync()
    {
        ReplicationOutcome outcome = await consensus.ReplicateAsync(new Batch { TermStart = true }.ToByteArray(), Limit, CancellationToken.None);
        return outcome is ReplicationOutcome.Committed committed
            ? new StepOutcome(Succeeded: true, Index: committed.Index)
            : new StepOutcome(Succeeded: false, $"{outcome}");
    }

    private async Task<StepOutcome> AdoptAsync()
    {
        await using var pace = new TokenBucketRateLimiter(Pace);
        using var patience = new CancellationTokenSource(AdoptionLimit);
        IReadOnlyList<AdoptionOutcome> outcomes = await calls.AdoptAsync(
            replicated.Dialogs(), async cancel => (await pace.AcquireAsync(1, cancel)).Dispose(), AnswerLimit, patience.Token);
        IEnumerable<string> lost = outcomes.Where(outcome => outcome.Result is AdoptionResult.Lost).Select(outcome => outcome.Site);
        return new StepOutcome(Succeeded: true, string.Join(' ', outcomes
            .GroupBy(outcome => outcome.Result)
            .Select(same => $"{RoleEventDetails.Word($"{same.Key}")}={same.Count()}")
            .Concat(lost)));
    }

    private async Task<StepOutcome> ResignAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        return new StepOutcome(await consensus.ResignAsync(patience.Token));
    }

    private void Restore()
    {
        recorded = meetings.Resume(replicated.Conferences(), isFirst: replicated.IsEmpty);
        replicated.Begin();
    }

    private void GoOnRecording()
    {
        foreach ((LiveConference conference, string file) in recorded)
        {
            meetings.Record(conference, file);
        }

        recorded = [];
    }

    private void Demote()
    {
        replicated.End();
        meetings.Abandon();
        links.Announce(MonotonicClock.Now);
    }

    private async Task<StepOutcome> OnControl(Action turn) => await control.Invoke(
        () =>
        {
            turn();
            return Done;
        },
        Limit);
}
