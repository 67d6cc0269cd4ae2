using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>Whether a node that does not serve is in its group, as operators changed it here or at the active node.</summary>
internal sealed class GroupMembership(RoleState state)
{
    private bool wasOutside;
    private bool isForced;

    /// <summary>Why the node is promoted that was elected now.</summary>
    public RoleCause TakeCause()
    {
        RoleCause cause = isForced ? RoleCause.Forced : RoleCause.Elected;
        isForced = false;
        return cause;
    }

    /// <summary>A standby goes into maintenance when the active node committed a group without it.</summary>
    public void FollowInside(Instant now)
    {
        if (!state.View.IsMember)
        {
            state.Change(NodeRole.Drained, RoleCause.Drained, now);
        }
    }

    /// <summary>A drained node comes back when the active node committed a group with it. False: not yet.</summary>
    public bool TryReturn(Instant now)
    {
        if (!state.View.IsMember || !wasOutside)
        {
            return false;
        }

        wasOutside = false;
        state.Change(NodeRole.Standby, RoleCause.Undrained, now);
        return true;
    }

    /// <summary>Notes whether a drained node is outside as the group knows it: only who was can come back.</summary>
    public void FollowOutside() => wasOutside |= !state.View.IsMember;

    /// <summary>An order that was given at this node has changed the group.</summary>
    public void Changed(OperatorOrder? order, Instant now)
    {
        state.View = state.View with { IsMember = order != OperatorOrder.Drain }; // the next view may be of before
        wasOutside = false;
        isForced = order == OperatorOrder.ForcePromote;
        (NodeRole to, RoleCause cause) = order switch
        {
            OperatorOrder.Drain => (NodeRole.Drained, RoleCause.Drained),
            OperatorOrder.Undrain => (NodeRole.Standby, RoleCause.Undrained),
            _ => (NodeRole.Standby, RoleCause.Forced),
        };
        if (state.Role != to)
        {
            state.Change(to, cause, now);
        }
    }
}
