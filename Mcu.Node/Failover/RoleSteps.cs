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
/// <param name="peer">The group's other MCU.</param>
/// <param name="witness">Its witness.</param>
/// <param name="consensus">The group.</param>
/// <param name="replicated">The meetings as agreed on.</param>
/// <param name="meetings">The meetings here.</param>
/// <param name="calls">Their calls.</param>
/// <param name="links">To districts.</param>
/// <param name="control">The control loop.</param>
/// <param name="promotion">Steps with retries and limits.</param>
internal sealed class RoleSteps(
    string peer,
    string witness,
    ForcibleConsensus consensus,
    ReplicatedMeetings replicated,
    MeetingState meetings,
    CallTakeover calls,
    NodeLinks links,
    ControlLoop control,
    PromotionSteps promotion)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

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
        RoleActionKind.Announce => Reported(promotion.AnnounceAsync(_ => OnControl(() => links.Announce(MonotonicClock.Now)), CancellationToken.None)),
        RoleActionKind.AdoptCalls => AdoptAsync(action.Term),
        RoleActionKind.RequestKeyFrames => Reported(promotion.RequestKeyFramesAsync(_ => OnControl(meetings.RequestKeyFrames), CancellationToken.None)),
        RoleActionKind.RestartRecordings => Reported(promotion.RestartRecordingsAsync(Recorded(), GoOnRecordingAsync, CancellationToken.None)),
        RoleActionKind.Demote => OnControl(Demote),
        RoleActionKind.Resign => ResignAsync(),
        RoleActionKind.StepDown => StepDownAsync(),
        RoleActionKind.ReduceGroup => ReduceGroupAsync(),
        RoleActionKind.RestoreGroup => RestoreGroupAsync(),
        RoleActionKind.FormGroupAlone => ForceAsync(action.Term),
        _ => Task.FromResult(Done),
    };

    private async Task<StepOutcome> BeginTermAsync()
    {
        ReplicationOutcome outcome = await consensus.ReplicateAsync(new Batch { TermStart = true }.ToByteArray(), Limit, CancellationToken.None);
        return outcome is ReplicationOutcome.Committed committed
            ? new StepOutcome(Succeeded: true, Index: committed.Index)
            : new StepOutcome(Succeeded: false, $"{outcome}");
    }

    // All at once: each room is sent sound and picture before its turn to be told comes.
    private async Task<StepOutcome> AdoptAsync(ulong term)
    {
        IReadOnlyList<AdoptionOutcome> outcomes = [];
        StepReport report = await promotion.AdoptAsync(
            [replicated.Dialogs()],
            async (dialogs, cancel) => outcomes = await calls.AdoptAsync(dialogs, term, promotion.Pace.WaitAsync, AnswerLimit, cancel),
            CancellationToken.None);
        await OnControl(Settle);
        IEnumerable<string> lost = outcomes.Where(outcome => outcome.Result is AdoptionResult.Lost).Select(outcome => outcome.Site);
        IEnumerable<string> counts = outcomes.GroupBy(outcome => outcome.Result).Select(same => $"{RoleEventDetails.Word($"{same.Key}")}={same.Count()}");
        return new StepOutcome(report.Succeeded, string.Join(' ', [.. counts, .. lost, report.Detail]).TrimEnd());
    }

    private async Task<StepOutcome> ResignAsync()
    {
        bool isSucceeded = false;
        try
        {
            await OnControl(calls.FallSilent);
            using var patience = new CancellationTokenSource(Limit);
            isSucceeded = await consensus.ResignAsync(patience.Token);
        }
        finally
        {
            if (!isSucceeded && consensus.View.Role == ConsensusRole.Leader)
            {
                await OnControl(calls.Hear);
            }
        }

        return new StepOutcome(isSucceeded);
    }

    private async Task<StepOutcome> StepDownAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        return new StepOutcome(await consensus.StepDownAsync(patience.Token));
    }

    // Where this node does not lead, the consensus refuses.
    private async Task<StepOutcome> ReduceGroupAsync() => new(await consensus.RemoveMemberAsync(peer, Limit, CancellationToken.None));

    // The witness first: two MCUs without one are worse than a single one, for each of them stops the other.
    private async Task<StepOutcome> RestoreGroupAsync()
    {
        if (consensus.View.Role != ConsensusRole.Leader)
        {
            return new StepOutcome(Succeeded: false);
        }

        foreach (string member in (string[])[witness, peer])
        {
            bool isIn = consensus.View.Members.Any(present => present.Id == member) || await consensus.AddMemberAsync(member, Limit, CancellationToken.None);
            if (!isIn)
            {
                return new StepOutcome(Succeeded: false, member);
            }
        }

        return Done;
    }

    private async Task<StepOutcome> ForceAsync(ulong term)
    {
        try
        {
            await consensus.ForceAsync(term);
            return Done;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new StepOutcome(Succeeded: false, failure.Message);
        }
    }

    private void Restore()
    {
        recorded = meetings.Resume(replicated.Conferences(), isFirst: replicated.IsEmpty);
        replicated.Begin();
    }

    private void Settle()
    {
        meetings.LeaveWithoutCall();
        replicated.Settle();
    }

    private IReadOnlyList<(LiveConference Conference, string File)> Recorded()
    {
        (IReadOnlyList<(LiveConference, string)> files, recorded) = (recorded, []);
        return files;
    }

    private async Task GoOnRecordingAsync((LiveConference Conference, string File) former, CancellationToken cancel)
    {
        bool isRecording = await control.Invoke(() => meetings.Record(former.Conference, former.File), Limit);
        if (!isRecording)
        {
            throw new IOException($"{former.File}: no new part could be begun");
        }
    }

    private static async Task<StepOutcome> Reported(Task<StepReport> step)
    {
        StepReport report = await step;
        return new StepOutcome(report.Failed == 0, report.Detail);
    }

    private void Demote()
    {
        replicated.End();
        meetings.Abandon();
        links.Announce(MonotonicClock.Now);
    }

    private async Task<StepOutcome> OnControl(Action turn)
    {
        await control.Invoke(turn, Limit);
        return Done;
    }
}
