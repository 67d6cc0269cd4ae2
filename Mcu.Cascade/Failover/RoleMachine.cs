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
    private readonly RoleOptions options;
    private readonly Queue<RoleAction> actions = new();
    private readonly Queue<RoleEvent> events = new();
    private readonly StepTimes steps = new();
    private LeadershipView view = new(0, false, Instant.Distant, 0, 0, 0, null, Instant.Distant);
    private Promotion? promotion;
    private Handover? handover;
    private OperatorOrder? pending;
    private Instant since;
    private Instant gateUntil = Instant.Distant;
    private Instant refreshAt = Instant.Distant;
    private Instant resignAt = Instant.Distant;
    private Instant retryAt = Instant.Distant;
    private Instant? lapsedAt;
    private bool isPutAway;
    private bool wasOutside;
    private bool isForced;

    /// <summary>Begins, with the gate closed.</summary>
    public RoleMachine(RoleOptions options, Instant now)
    {
        this.options = options;
        since = now;
        Role = options.IsWitness ? NodeRole.Witness : options.IsDrained ? NodeRole.Drained : NodeRole.Starting;
    }

    /// <summary>What the node is.</summary>
    public NodeRole Role { get; private set; }

    /// <summary>The term of its promotion, of its service, or of the service that it puts away; 0 before the first.</summary>
    public ulong Term { get; private set; }

    /// <summary>The last changes of the role.</summary>
    public RoleHistory History { get; } = new();

    /// <summary>When <see cref="Tick"/> is due.</summary>
    public Instant NextDeadline => Role switch
    {
        NodeRole.Promoting => promotion!.NextDeadline,
        NodeRole.Active => handover is null ? refreshAt : Instant.Earlier(refreshAt, handover.NextDeadline),
        NodeRole.Fenced when LeadsStill => resignAt,
        NodeRole.Fenced when steps.IsEmpty => retryAt,
        NodeRole.Drained or NodeRole.Witness when view.IsLeader => resignAt,
        _ => Instant.Never,
    };

    private bool LeadsStill => view.IsLeader && view.Term == Term;

    /// <summary>The next thing to do.</summary>
    public bool TryTakeAction(out RoleAction action) => actions.TryDequeue(out action);

    /// <summary>The next thing to tell.</summary>
    public bool TryTakeEvent([NotNullWhen(true)] out RoleEvent? happened) => events.TryDequeue(out happened);

    /// <summary>Takes what the consensus knows now. A view of a term that is over is passed over.</summary>
    public void Observe(in LeadershipView seen, Instant now)
    {
        if (seen.Term < view.Term)
        {
            return;
        }

        view = seen;
        if (Role == NodeRole.Starting)
        {
            Change(NodeRole.Standby, RoleCause.Started, now);
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
        if (TryEnd(action, succeeded: true, "", now))
        {
            promotion?.TermStarted(index, now);
            Tick(now);
        }
    }

    /// <summary>A step that an action asked for has ended. An answer that comes too late is passed over.</summary>
    public void Complete(in RoleAction action, bool succeeded, string detail, Instant now)
    {
        if (TryEnd(action, succeeded, detail, now))
        {
            GoOn(action.Kind, succeeded, now);
            Tick(now);
        }
    }

    /// <summary>What is to be known, and typed, before <see cref="OperatorOrder.ForcePromote"/>.</summary>
    public ForcePromotionWarning WarnOfForce(Instant now) => new(
        options.Group,
        view.LastContact == Instant.Distant ? null : now - view.LastContact,
        view.AppliedIndex,
        view.LastIndex - Math.Min(view.AppliedIndex, view.LastIndex),
        Role == NodeRole.Drained);

    /// <summary>Takes an operator's order. None: it is under way, and events tell how it ends.</summary>
    /// <param name="order">What is asked.</param>
    /// <param name="now">The present.</param>
    /// <param name="confirmation">To force: what the operator typed.</param>
    public OrderRefusal Order(OperatorOrder order, Instant now, string confirmation = "")
    {
        OrderRefusal refusal = Refusal(order, confirmation, now);
        if (refusal != OrderRefusal.None)
        {
            return refusal;
        }

        pending = order;
        switch (order)
        {
            case OperatorOrder.Switchover:
                handover = new Handover(now, options);
                break;
            case OperatorOrder.Drain:
                Ask(Kind.ReduceGroup, Term, now);
                break;
            case OperatorOrder.Undrain:
                Ask(Kind.RestoreGroup, Term, now);
                break;
            default:
                Ask(Kind.FormGroupAlone, view.Term + 1, now);
                break;
        }

        Tick(now);
        return OrderRefusal.None;
    }

    private OrderRefusal Refusal(OperatorOrder order, string confirmation, Instant now)
    {
        bool fits = order switch
        {
            OperatorOrder.Switchover => Role == NodeRole.Active,
            OperatorOrder.Drain => Role is NodeRole.Active or NodeRole.Standby,
            OperatorOrder.Undrain => Role is NodeRole.Active or NodeRole.Drained,
            _ => Role is NodeRole.Standby or NodeRole.Drained,
        };
        return !fits ? OrderRefusal.WrongRole
            : pending is not null ? OrderRefusal.Busy
            : order != OperatorOrder.ForcePromote ? OrderRefusal.None
            : now - view.LastContact < options.SilenceBeforeForce ? OrderRefusal.LeaderIsAlive
            : string.Equals(confirmation.Trim(), options.Group, StringComparison.Ordinal) ? OrderRefusal.None
            : OrderRefusal.NotConfirmed;
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
            case NodeRole.Active when handover is { IsResigning: true }:
                ServeOut(handover, now);
                break;
            case NodeRole.Active when !LeadsStill:
                Fence(RoleCause.LeadershipLost, now);
                break;
            case NodeRole.Active:
                HandOver(now);
                Refresh(now);
                break;
            case NodeRole.Fenced:
                PutAway(now);
                break;
            case NodeRole.Drained when view.IsMember && wasOutside:
                wasOutside = false;
                Change(NodeRole.Standby, RoleCause.Undrained, now); // ordered at the active node
                break;
            case NodeRole.Drained or NodeRole.Witness when view.IsLeader:
                LetGo(Kind.Resign, now);
                break;
            case NodeRole.Drained:
                wasOutside |= !view.IsMember;
                break;
            default:
                break;
        }
    }

    private void Follow(Instant now)
    {
        if (view.HoldsLease(now))
        {
            EndOrder(OrderRefusal.Elected, now);
            steps.Clear();
            Term = view.Term;
            promotion = new Promotion(Term, now, options);
            Change(NodeRole.Promoting, isForced ? RoleCause.Forced : RoleCause.Elected, now);
            isForced = false;
            Ask(Kind.CommitTermStart, Term, now);
        }
        else if (!view.IsMember)
        {
            Change(NodeRole.Drained, RoleCause.Drained, now); // ordered at the active node
        }
    }

    private void Promote(Instant now)
    {
        if (!LeadsStill)
        {
            Fence(RoleCause.LeadershipLost, now);
            return;
        }

        switch (promotion!.Next(view, now))
        {
            case PromotionStep.CommitTermStart:
                Ask(Kind.CommitTermStart, Term, now);
                break;
            case PromotionStep.Restore:
                Ask(Kind.Restore, Term, now);
                break;
            case PromotionStep.Serve:
                Change(NodeRole.Active, RoleCause.UpToDate, now);
                Open(now);
                Ask(Kind.Announce, Term, now);
                Ask(Kind.AdoptCalls, Term, now);
                break;
            case PromotionStep.GiveUp:
                Fence(promotion.Reason(view), now, promotion.Behind(view));
                break;
            default:
                break;
        }
    }

    private void Refresh(Instant now)
    {
        refreshAt = now + options.RefreshEvery;
        if (!view.HoldsLease(now))
        {
            Shut(now);
            if (now - view.LeaseUntil >= options.LapseLimit)
            {
                Fence(RoleCause.LeaseLost, now);
            }

            return;
        }

        lapsedAt ??= gateUntil <= now ? gateUntil : null; // nobody came here in time
        Open(now);
        if (lapsedAt is { } from)
        {
            lapsedAt = null;
            events.Enqueue(new RoleEvent.GateLapsed(now, now - from));
            Ask(Kind.Announce, Term, now);
            Ask(Kind.RequestKeyFrames, Term, now);
        }
    }

    private void HandOver(Instant now)
    {
        switch (handover?.Next(view, now))
        {
            case HandoverStep.Resign:
                Ask(Kind.Resign, Term, now);
                ServeOut(handover, now);
                break;
            case HandoverStep.GiveUp:
                EndOrder(handover.Reason(view), now);
                break;
            default:
                break;
        }
    }

    // Leadership is being given away, or is gone already; the lease that it had is kept to its end by those who promised it.
    private void ServeOut(Handover leaving, Instant now)
    {
        if (now < leaving.ServesUntil)
        {
            Open(now, leaving.ServesUntil);
            refreshAt = Instant.Earlier(refreshAt, leaving.ServesUntil);
        }
        else if (LeadsStill)
        {
            Shut(now);
            HandOver(now); // until the standby has it, or it is given up
            refreshAt = now + options.RefreshEvery;
        }
        else
        {
            Fence(RoleCause.Switchover, now);
        }
    }

    private void PutAway(Instant now)
    {
        if (LeadsStill)
        {
            LetGo(Kind.StepDown, now); // with nobody to give it to, it has to be elected again: nobody would ever lead else
        }

        if (steps.IsEmpty && now >= retryAt)
        {
            if (!isPutAway)
            {
                Ask(Kind.Demote, Term, now);
            }
            else if (!LeadsStill)
            {
                Ask(Kind.RejoinAsStandby, Term, now);
            }
        }
    }

    // What follows a step's end at once; the rest follows from the state.
    private void GoOn(Kind step, bool succeeded, Instant now)
    {
        switch (step)
        {
            case Kind.CommitTermStart:
                promotion?.NotCommitted(now);
                break;
            case Kind.Restore when succeeded:
                promotion?.Restored();
                break;
            case Kind.Restore:
                Fence(RoleCause.NotRestored, now);
                break;
            case Kind.AdoptCalls:
                Ask(Kind.RequestKeyFrames, Term, now);
                break;
            case Kind.RequestKeyFrames when promotion is { RecordingsAsked: false }:
                promotion.RecordingsAsked = true;
                Ask(Kind.RestartRecordings, Term, now);
                break;
            case Kind.Demote or Kind.RejoinAsStandby when !succeeded:
                retryAt = now + options.RetryEvery;
                break;
            case Kind.Demote:
                isPutAway = true;
                break;
            case Kind.RejoinAsStandby:
                Change(NodeRole.Standby, RoleCause.Rejoined, now);
                break;
            case Kind.Resign when !succeeded:
                EndOrder(OrderRefusal.NotHandedOver, now);
                break;
            case Kind.ReduceGroup or Kind.RestoreGroup or Kind.FormGroupAlone:
                ChangeGroup(succeeded, now);
                break;
            default:
                break;
        }

        if (Role == NodeRole.Active && steps.IsEmpty && promotion is { RecordingsAsked: true, IsOver: false })
        {
            promotion.IsOver = true;
            events.Enqueue(new RoleEvent.PromotionEnded(now, now - promotion.Since));
        }
    }

    private void ChangeGroup(bool succeeded, Instant now)
    {
        OperatorOrder? order = pending;
        EndOrder(succeeded ? OrderRefusal.None : OrderRefusal.GroupNotChanged, now);
        if (!succeeded || Role == NodeRole.Active)
        {
            return;
        }

        view = view with { IsMember = order != OperatorOrder.Drain }; // the next view may be of before
        wasOutside = false;
        isForced = order == OperatorOrder.ForcePromote;
        (NodeRole to, RoleCause cause) = order switch
        {
            OperatorOrder.Drain => (NodeRole.Drained, RoleCause.Drained),
            OperatorOrder.Undrain => (NodeRole.Standby, RoleCause.Undrained),
            _ => (NodeRole.Standby, RoleCause.Forced),
        };
        if (Role != to)
        {
            Change(to, cause, now);
        }
    }

    private void EndOrder(OrderRefusal why, Instant now)
    {
        if (pending is { } order)
        {
            events.Enqueue(new RoleEvent.OrderEnded(now, order, why, Handover.Lag(view) ?? 0));
            (pending, handover) = (null, null);
        }
    }

    private void Fence(RoleCause cause, Instant now, ulong entries = 0)
    {
        EndOrder(cause == RoleCause.Switchover ? OrderRefusal.None : OrderRefusal.WrongRole, now);
        Emit(Kind.CloseGate, Term);
        (gateUntil, lapsedAt, promotion) = (Instant.Distant, null, null);
        (isPutAway, retryAt, resignAt) = (false, now, now);
        steps.Clear();
        Change(NodeRole.Fenced, cause, now, entries);
    }

    private void LetGo(Kind how, Instant now)
    {
        if (now >= resignAt)
        {
            resignAt = now + options.RetryEvery;
            Emit(how, Term);
        }
    }

    private void Open(Instant now) => Open(now, view.LeaseUntil);

    private void Open(Instant now, Instant lease)
    {
        Instant until = Instant.Earlier(lease, now + options.GateAhead);
        if (until != gateUntil)
        {
            gateUntil = until;
            Emit(Kind.OpenGate, Term, until);
        }

        refreshAt = now + options.RefreshEvery;
    }

    private void Shut(Instant now)
    {
        if (lapsedAt is null)
        {
            lapsedAt = Instant.Earlier(gateUntil, now);
            gateUntil = Instant.Distant;
            Emit(Kind.CloseGate, Term);
        }
    }

    private void Ask(Kind step, ulong inTerm, Instant now)
    {
        steps.Begin(step, inTerm, now);
        Emit(step, inTerm);
    }

    private void Emit(Kind kind, ulong inTerm, Instant until = default) => actions.Enqueue(new RoleAction(kind, inTerm, until));

    private bool TryEnd(in RoleAction action, bool succeeded, string detail, Instant now)
    {
        if (!steps.TryEnd(action.Kind, action.Term, now, out TimeSpan took))
        {
            return false;
        }

        events.Enqueue(new RoleEvent.StepEnded(now, action.Kind, succeeded, detail, took));
        return true;
    }

    private void Change(NodeRole to, RoleCause cause, Instant now, ulong entries = 0)
    {
        var changed = new RoleEvent.Changed(now, Role, to, cause, Term, entries, now - since);
        events.Enqueue(changed);
        History.Add(changed);
        (Role, since) = (to, now);
    }
}
