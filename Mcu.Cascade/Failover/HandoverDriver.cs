using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>Carries a <see cref="Handover"/> out at the active node, which serves until its lease ends.</summary>
internal sealed class HandoverDriver(RoleState state, RoleOutbox outbox, GateKeeper gate, OperatorDesk desk)
{
    /// <summary>Whether leadership is being given away.</summary>
    public bool IsResigning => desk.Handover is { IsResigning: true };

    /// <summary>When something is due though nothing was heard.</summary>
    public Instant NextDeadline => desk.Handover?.NextDeadline ?? Instant.Never;

    /// <summary>Gives leadership away once the standby has all entries; gives it up when it takes too long.</summary>
    public void Advance(Instant now)
    {
        if (desk.Handover is not { } handover)
        {
            return;
        }

        switch (handover.Next(state.View, now))
        {
            case HandoverStep.Resign:
                outbox.Ask(RoleActionKind.Resign, state.Term, now);
                ServeOut(now);
                break;
            case HandoverStep.GiveUp:
                desk.End(handover.Reason(state.View), now);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Leadership is being given away, or is gone already; the lease that it had is kept to its end by those who promised it. False: both
    /// are gone.
    /// </summary>
    public bool ServeOut(Instant now)
    {
        Instant end = desk.Handover!.ServesUntil;
        if (now < end)
        {
            gate.OpenToTheEnd(now, end);
        }
        else if (state.LeadsStill)
        {
            gate.ShutForNow(now);
            Advance(now); // until the standby has it, or it is given up
        }
        else
        {
            return false;
        }

        return true;
    }
}
