using Google.Protobuf;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Cascade.Links;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Failover;

/// <summary>Carries out what the role machine wants done, on the loops and with the libraries that it concerns. Each step has a deadline.</summary>
internal sealed class RoleSteps(IConsensus consensus, ReplicatedMeetings replicated, MeetingState meetings, CallTakeover calls, NodeLinks links, ControlLoop control)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
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
        RoleActionKind.AdoptCalls => calls.TakeOverAsync(replicated.Dialogs()),
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
