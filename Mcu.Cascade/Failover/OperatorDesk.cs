using Mcu.Core.Time;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Cascade.Failover;

/// <summary>Operators' orders: takes or refuses them, one at a time, and tells how each ends.</summary>
internal sealed class OperatorDesk(RoleState state, RoleOutbox outbox)
{
    private OperatorOrder? pending;

    /// <summary>The switchover that is under way.</summary>
    public Handover? Handover { get; private set; }

    /// <summary>See <see cref="RoleMachine.WarnOfForce"/>.</summary>
    public ForcePromotionWarning WarnOfForce(Instant now) => new(
        state.Options.Group,
        state.View.LastContact == Instant.Distant ? null : now - state.View.LastContact,
        state.View.AppliedIndex,
        state.View.LastIndex - Math.Min(state.View.AppliedIndex, state.View.LastIndex),
        state.Role == NodeRole.Drained);

    /// <summary>Begins with an order, or says why not.</summary>
    public OrderRefusal Take(OperatorOrder order, string confirmation, Instant now)
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
                Handover = new Handover(now, state.Options);
                break;
            case OperatorOrder.Drain:
                outbox.Ask(Kind.ReduceGroup, state.Term, now);
                break;
            case OperatorOrder.Undrain:
                outbox.Ask(Kind.RestoreGroup, state.Term, now);
                break;
            default:
                outbox.Ask(Kind.FormGroupAlone, state.View.Term + 1, now);
                break;
        }

        return OrderRefusal.None;
    }

    /// <summary>The order that is under way, if one is, has ended; it is returned.</summary>
    /// <param name="why">Why it is given up; none: it is carried out.</param>
    /// <param name="now">The present.</param>
    public OperatorOrder? End(OrderRefusal why, Instant now)
    {
        OperatorOrder? ended = pending;
        if (ended is { } order)
        {
            outbox.Tell(new RoleEvent.OrderEnded(now, order, why, Handover.Lag(state.View) ?? 0));
            (pending, Handover) = (null, null);
        }

        return ended;
    }

    private OrderRefusal Refusal(OperatorOrder order, string confirmation, Instant now)
    {
        bool fits = order switch
        {
            OperatorOrder.Switchover => state.Role == NodeRole.Active,
            OperatorOrder.Drain => state.Role is NodeRole.Active or NodeRole.Standby,
            OperatorOrder.Undrain => state.Role is NodeRole.Active or NodeRole.Drained,
            _ => state.Role is NodeRole.Standby or NodeRole.Drained,
        };
        return !fits ? OrderRefusal.WrongRole
            : pending is not null ? OrderRefusal.Busy
            : order != OperatorOrder.ForcePromote ? OrderRefusal.None
            : now - state.View.LastContact < state.Options.SilenceBeforeForce ? OrderRefusal.LeaderIsAlive
            : string.Equals(confirmation.Trim(), state.Options.Group, StringComparison.Ordinal) ? OrderRefusal.None
            : OrderRefusal.NotConfirmed;
    }
}
