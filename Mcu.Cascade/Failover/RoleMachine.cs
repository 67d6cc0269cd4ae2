using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Time;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Cascade.Failover;

/// <summary>
/// A node's role in its HA group. Sans-IO: what the consensus knows, results of steps, operators' orders and the present in; actions in
/// order (<see cref="TryTakeAction"/>) and events out. The consensus says who may lead; this says when that node may send. A primary
/// that comes back stays standby: nothing here prefers a node.
/// </summary>
public sealed class RoleMachine
{
    private readonly RoleOutbox outbox = new();
    private readonly RoleState state;
    private readonly GateKeeper gate;
    private readonly OperatorDesk desk;
    private readonly GroupMembership membership;
    private readonly PromotionDriver promotion;
    private readonly HandoverDriver handover;
    private readonly Withdrawal withdrawal;

    /// <summary>Begins, with the gate closed.</summary>
    public RoleMachine(RoleOptions options, Instant now)
    {
        state = new RoleState(options, outbox, now);
        gate = new GateKeeper(state, outbox);
        desk = new OperatorDesk(state, outbox);
        membership = new GroupMembership(state);
        promotion = new PromotionDriver(state, outbox, gate);
        handover = new HandoverDriver(state, outbox, gate, desk);
        withdrawal = new Withdrawal(state, outbox);
    }

    /// <summary>What the node is.</summary>
    public NodeRole Role => state.Role;

    /// <summary>The term of its promotion, of its service, or of the service that it puts away; 0 before the first.</summary>
    public ulong Term => state.Term;

    /// <summary>The last changes of the role.</summary>
    public RoleHistory History => state.History;

    /// <summary>When <see cref="Tick"/> is due.</summary>
    public Instant NextDeadline => Role switch
    {
        NodeRole.Promoting => promotion.NextDeadline,
        NodeRole.Active => Instant.Earlier(gate.RefreshAt, handover.NextDeadline),
        NodeRole.Fenced => withdrawal.NextDeadline,
        NodeRole.Drained or NodeRole.Witness when state.View.IsLeader => withdrawal.ResignAt,
        _ => Instant.Never,
    };

    /// <summary>The next thing to do.</summary>
    public bool TryTakeAction(out RoleAction action) => outbox.TryTakeAction(out action);

    /// <summary>The next thing to tell.</summary>
    public bool TryTakeEvent([NotNullWhen(true)] out RoleEvent? happened) => outbox.TryTakeEvent(out happened);

    /// <summary>Takes what the consensus knows now. A view of a term that is over is passed over.</summary>
    public void Observe(in LeadershipView seen, Instant now)
    {
        if (seen.Term < state.View.Term)
        {
            return;
        }

        state.View = seen;
        if (Role == NodeRole.Starting)
        {
            state.Change(NodeRole.Standby, RoleCause.Started, now);
        }

        Tick(now);
    }

    /// <summary>Does what is due.</summary>
    public void Tick(Instant now)
    {
        NodeRole before;
        do
        {
            before = Role;
            Step(now);
        }
        while (Role != before);
    }

    /// <summary>The entry that begins a term is committed, at an index.</summary>
    public void TermStarted(in RoleAction action, ulong index, Instant now)
    {
        if (outbox.TryEnd(action, succeeded: true, "", now))
        {
            promotion.TermStarted(index, now);
            Tick(now);
        }
    }

    /// <summary>A step that an action asked for has ended. An answer that comes too late is passed over.</summary>
    public void Complete(in RoleAction action, bool succeeded, string detail, Instant now)
    {
        if (outbox.TryEnd(action, succeeded, detail, now))
        {
            GoOn(action.Kind, succeeded, now);
            promotion.TellEnd(now);
            Tick(now);
        }
    }

    /// <summary>What is to be known, and typed, before <see cref="OperatorOrder.ForcePromote"/>.</summary>
    public ForcePromotionWarning WarnOfForce(Instant now) => desk.WarnOfForce(now);

    /// <summary>Takes an operator's order. None: it is under way, and events tell how it ends.</summary>
    /// <param name="order">What is asked.</param>
    /// <param name="now">The present.</param>
    /// <param name="confirmation">To force: what the operator typed.</param>
    public OrderRefusal Order(OperatorOrder order, Instant now, string confirmation = "")
    {
        OrderRefusal refusal = desk.Take(order, confirmation, now);
        if (refusal == OrderRefusal.None)
        {
            Tick(now);
        }

        return refusal;
    }

    private void Step(Instant now)
    {
        switch (Role)
        {
            case NodeRole.Standby:
                Follow(now);
                break;
            case NodeRole.Promoting:
                Promote(now);
                break;
            case NodeRole.Active:
                Serve(now);
                break;
            case NodeRole.Fenced:
                withdrawal.Advance(now);
                break;
            case NodeRole.Drained when membership.TryReturn(now):
                break;
            case NodeRole.Drained or NodeRole.Witness when state.View.IsLeader:
                withdrawal.Resign(now);
                break;
            case NodeRole.Drained:
                membership.FollowOutside();
                break;
            default:
                break;
        }
    }

    private void Follow(Instant now)
    {
        if (state.View.HoldsLease(now))
        {
            desk.End(OrderRefusal.Elected, now);
            promotion.Begin(membership.TakeCause(), now);
        }
        else
        {
            membership.FollowInside(now);
        }
    }

    private void Promote(Instant now)
    {
        if (!state.LeadsStill)
        {
            Fence(RoleCause.LeadershipLost, now);
        }
        else if (promotion.Advance(now) is { } cause)
        {
            Fence(cause, now, promotion.Behind);
        }
    }

    private void Serve(Instant now)
    {
        if (handover.IsResigning)
        {
            if (!handover.ServeOut(now))
            {
                Fence(RoleCause.Switchover, now);
            }
        }
        else if (!state.LeadsStill)
        {
            Fence(RoleCause.LeadershipLost, now);
        }
        else
        {
            handover.Advance(now);
            if (!gate.Refresh(now))
            {
                Fence(RoleCause.LeaseLost, now);
            }
        }
    }

    // What follows a step's end at once; the rest follows from the state.
    private void GoOn(Kind step, bool succeeded, Instant now)
    {
        switch (step)
        {
            case Kind.Restore when !succeeded:
                Fence(RoleCause.NotRestored, now);
                break;
            case Kind.Demote or Kind.RejoinAsStandby:
                withdrawal.GoOn(step, succeeded, now);
                break;
            case Kind.Resign when !succeeded:
                desk.End(OrderRefusal.NotHandedOver, now);
                break;
            case Kind.ReduceGroup or Kind.RestoreGroup or Kind.FormGroupAlone:
                ChangeGroup(succeeded, now);
                break;
            default:
                promotion.GoOn(step, now);
                break;
        }
    }

    private void ChangeGroup(bool succeeded, Instant now)
    {
        OperatorOrder? order = desk.End(succeeded ? OrderRefusal.None : OrderRefusal.GroupNotChanged, now);
        if (succeeded && Role != NodeRole.Active)
        {
            membership.Changed(order, now);
        }
    }

    private void Fence(RoleCause cause, Instant now, ulong entries = 0)
    {
        desk.End(cause == RoleCause.Switchover ? OrderRefusal.None : OrderRefusal.WrongRole, now);
        gate.Close();
        promotion.Cancel();
        withdrawal.Begin(now);
        outbox.ForgetSteps();
        state.Change(NodeRole.Fenced, cause, now, entries);
    }
}
