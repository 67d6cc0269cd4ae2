using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mcu.Cascade.Consensus;
using Mcu.Cascade.Failover;
using Mcu.Core.Time;
using Mcu.Node.Control;
using Mcu.Node.Failover;
using Mcu.Node.Loops;
using Mcu.V1;

namespace Mcu.Node.Api;

/// <summary>What operators see and order of a node's HA group.</summary>
internal sealed class FailoverApi(HaHost ha, Configuration.McuConfiguration configuration, IConferenceControl control) : FailoverService.FailoverServiceBase
{
    private static readonly TimeSpan OrderLimit = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DrillLookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DrillLimit = DrillWatch.Limit + TimeSpan.FromSeconds(2);

    private string Node => configuration.Node.Id;

    /// <inheritdoc/>
    public override Task<ShowHaResponse> Show(ShowHaRequest request, ServerCallContext context) => Task.FromResult(Describe());

    /// <inheritdoc/>
    public override async Task<SwitchoverResponse> Switchover(SwitchoverRequest request, ServerCallContext context)
    {
        HaMembership own = Own();
        int connected = (await control.ListAsync(context.CancellationToken)).Sum(conference => conference.ConnectedSites);
        if (request is { Drill: true, InMeeting: false } && connected > 0)
        {
            throw ErrorStatus.ToRpcException(ControlErrors.InMeeting(connected));
        }

        if (!request.Drill)
        {
            return await SwitchOverAsync(own);
        }

        string drill = request.OpId.Length > 0 ? request.OpId : $"{Guid.NewGuid()}";
        bool isKept = await own.BeginDrillAsync(drill);
        try
        {
            SwitchoverResponse response = await SwitchOverAsync(own);
            response.Drill = isKept ? await DoneAsync(own, drill, context.CancellationToken) : null;
            return response;
        }
        catch (RpcException)
        {
            await own.ForgetDrillAsync(drill);
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<ListDrillsResponse> ListDrills(ListDrillsRequest request, ServerCallContext context)
    {
        var response = new ListDrillsResponse();
        response.Drills.AddRange(Own().Meetings.Drills());
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<ShowHaResponse> Drain(DrainRequest request, ServerCallContext context) => ChangeGroupAsync(OperatorOrder.Drain, members: 2);

    /// <inheritdoc/>
    public override Task<ShowHaResponse> Undrain(UndrainRequest request, ServerCallContext context) => ChangeGroupAsync(OperatorOrder.Undrain, members: 3);

    /// <inheritdoc/>
    public override async Task<ShowHaResponse> ForcePromote(ForcePromoteRequest request, ServerCallContext context)
    {
        HaMembership own = Own();
        await OrderAsync(own, OperatorOrder.ForcePromote, request.Confirmation, () => own.Node.Status.IsActive);
        return Describe();
    }

    private async Task<SwitchoverResponse> SwitchOverAsync(HaMembership own)
    {
        long start = Stopwatch.GetTimestamp();
        ulong term = own.Node.Status.Term;
        await OrderAsync(
            own, OperatorOrder.Switchover, "", () => (own.Consensus.View.Leader is { } leader && leader != Node) || own.Node.Status is { IsActive: true } again && again.Term > term);
        ConsensusView view = own.Consensus.View;
        if (view.Leader == Node)
        {
            throw ErrorStatus.ToRpcException(ControlErrors.NotHandedOver()); // the other one fell silent in between, and this one was elected again
        }

        return new SwitchoverResponse { Former = Node, Leader = view.Leader, Term = view.Term, Took = Stopwatch.GetElapsedTime(start).ToDuration() };
    }

    // What the other MCU has written of a drill; null: not in time.
    private static async Task<Drill?> DoneAsync(HaMembership own, string opId, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < DrillLimit)
        {
            if (own.Meetings.Drills().FirstOrDefault(drill => drill.OpId == opId && drill.Leader.Length > 0) is { } done)
            {
                return done;
            }

            await Task.Delay(DrillLookEvery, cancel);
        }

        return null;
    }

    private async Task<ShowHaResponse> ChangeGroupAsync(OperatorOrder order, int members)
    {
        HaMembership own = Own();
        await OrderAsync(own, order, "", () => own.Consensus.View.Members.Count == members);
        return Describe();
    }

    // Ends when the order has taken effect, or tells why it has not.
    private async Task OrderAsync(HaMembership own, OperatorOrder order, string confirmation, Func<bool> isDone)
    {
        Task<OrderRefusal> outcome = own.OutcomeOf(order);
        OrderRefusal refusal = await own.Node.OrderAsync(order, confirmation);
        using var patience = new CancellationTokenSource(OrderLimit);
        try
        {
            refusal = refusal == OrderRefusal.None ? await outcome.WaitAsync(patience.Token) : refusal;
            refusal = refusal == OrderRefusal.Elected && order == OperatorOrder.ForcePromote ? OrderRefusal.None : refusal; // it leads: what was asked
            while (refusal == OrderRefusal.None && !isDone())
            {
                await Task.Delay(LookEvery, patience.Token); // the successor is known a moment later
            }
        }
        catch (OperationCanceledException)
        {
            throw ErrorStatus.ToRpcException(ControlErrors.TimedOut(OrderLimit));
        }

        if (refusal != OrderRefusal.None)
        {
            throw ErrorStatus.ToRpcException(await ExplainAsync(own, refusal));
        }
    }

    private async Task<ControlError> ExplainAsync(HaMembership own, OrderRefusal refusal)
    {
        ConsensusView view = own.Consensus.View;
        ConsensusMember? other = view.Members.FirstOrDefault(member => !member.IsWitness && member.Id != Node);
        switch (refusal)
        {
            case OrderRefusal.StandbyLags:
                return ControlErrors.StandbyLags(other?.LagBehind(view.LastIndex) ?? 0);
            case OrderRefusal.StandbyUnreachable:
                return ControlErrors.StandbyUnreachable();
            case OrderRefusal.NotHandedOver:
                return ControlErrors.NotHandedOver();
            case OrderRefusal.GroupNotChanged:
                return ControlErrors.GroupNotChanged(other?.Id ?? configuration.Ha.Peers[0].Node);
            case OrderRefusal.Busy:
                return ControlErrors.OrderUnderWay(Node);
            case OrderRefusal.LeaderIsAlive:
                return view.Leader is { } leader ? ControlErrors.LeaderIsAlive(leader) : ControlErrors.NobodyLeads(own.Group); // an election may be under way
            case OrderRefusal.NotConfirmed:
                ForcePromotionWarning warning = await own.Node.WarnOfForceAsync();
                return ControlErrors.NotConfirmed(warning.Confirmation, warning.Silence is { } silence ? $"{silence.TotalSeconds:0}" : "∞", warning.Unapplied);
            default:
                return ControlErrors.WrongRole(Node, RoleEventDetails.Word($"{own.Node.Status.Role}"));
        }
    }

    private HaMembership Own() => ha.Own ?? throw ErrorStatus.ToRpcException(ControlErrors.NoStandby(Node));

    private ShowHaResponse Describe()
    {
        var response = new ShowHaResponse { Node = Node };
        response.WitnessFor.AddRange(ha.WitnessFor);
        if (ha.Own is not { } own)
        {
            return response;
        }

        ConsensusView view = own.Consensus.View;
        (response.Group, response.Role, response.Term) = (own.Group, RoleOf(own.Node.Status.Role), view.Term);
        (response.Leader, response.CommitIndex, response.AppliedIndex) = (view.Leader ?? "", view.CommitIndex, view.AppliedIndex);
        response.LastContact = view.LastContact == Instant.Distant ? null : (MonotonicClock.Now - view.LastContact).ToDuration();
        response.LastTakeover = own.Meetings.FindTakeover();
        response.Rehearsed = own.HasRehearsed;
        if (view.Leader is null)
        {
            Explain(response, view);
        }

        response.LastDrill = own.Meetings.Drills().FirstOrDefault(drill => drill.Leader.Length > 0);
        response.Members.AddRange(view.Members.Select(member => Of(member, view)));
        response.History.AddRange(own.Journal.Entries.Select(entry => new HaChange
        {
            At = entry.At.ToTimestamp(), From = RoleOf(entry.From), To = RoleOf(entry.To), Term = entry.Term, Reason = RoleEventDetails.Word($"{entry.Cause}"),
        }));
        response.Steps.AddRange(own.Journal.Steps.Select(step => new V1.HaStep { Name = step.Name, Took = step.Took.ToDuration(), Done = step.Succeeded }));
        return response;
    }

    private static void Explain(ShowHaResponse response, ConsensusView view)
    {
        if (view.Fault is { } fault)
        {
            (response.Hindrance, response.Fault) = (HaHindrance.Fault, fault);
        }
        else if (view.IsRecovering)
        {
            response.Hindrance = HaHindrance.Waits;
        }
        else if (view.Members.Where(member => member.Ahead > 0).MaxBy(member => member.Ahead) is { } ahead)
        {
            (response.Hindrance, response.AheadNode, response.Ahead) = (HaHindrance.Behind, ahead.Id, ahead.Ahead);
        }
        else if (2 * view.Members.Count(member => member.IsReachable) <= view.Members.Count)
        {
            response.Hindrance = HaHindrance.NoMajority;
        }
    }

    private HaMember Of(ConsensusMember member, ConsensusView view)
    {
        var described = new HaMember
        {
            Node = member.Id, Witness = member.IsWitness, Leader = member.Id == view.Leader, Reachable = member.IsReachable || member.Id == Node,
        };
        if (member.Id != Node && member.LagBehind(view.LastIndex) is { } lag)
        {
            described.Lag = lag;
        }

        return described;
    }

    private static HaRole RoleOf(NodeRole role) => role switch
    {
        NodeRole.Standby => HaRole.Standby,
        NodeRole.Promoting => HaRole.Promoting,
        NodeRole.Active => HaRole.Active,
        NodeRole.Fenced => HaRole.Fenced,
        NodeRole.Drained => HaRole.Drained,
        NodeRole.Witness => HaRole.Witness,
        _ => HaRole.Starting,
    };
}
