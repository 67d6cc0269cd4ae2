using Mcu.Core.Time;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Cascade.Failover;

/// <summary>What a node owes when it may not serve: to resign, to put away what it had, to be ready again. Each is tried until it is done.</summary>
internal sealed class Withdrawal(RoleState state, RoleOutbox outbox)
{
    private Instant retryAt = Instant.Distant;
    private bool isPutAway;

    /// <summary>When a leader that may not lead resigns again.</summary>
    public Instant ResignAt { get; private set; } = Instant.Distant;

    /// <summary>When something is due at a fenced node.</summary>
    public Instant NextDeadline => state.LeadsStill ? ResignAt : outbox.IsIdle ? retryAt : Instant.Never;

    /// <summary>The node is fenced.</summary>
    public void Begin(Instant now) => (isPutAway, retryAt, ResignAt) = (false, now, now);

    /// <summary>Does what is due at a fenced node.</summary>
    public void Advance(Instant now)
    {
        if (state.LeadsStill)
        {
            LetGo(Kind.StepDown, now); // with nobody to give it to, it has to be elected again: nobody would ever lead else
        }

        if (outbox.IsIdle && now >= retryAt)
        {
            if (!isPutAway)
            {
                outbox.Ask(Kind.Demote, state.Term, now);
            }
            else if (!state.LeadsStill)
            {
                outbox.Ask(Kind.RejoinAsStandby, state.Term, now);
            }
        }
    }

    /// <summary>Gives leadership away; again from time to time until it is gone.</summary>
    public void Resign(Instant now) => LetGo(Kind.Resign, now);

    /// <summary><see cref="Kind.Demote"/> or <see cref="Kind.RejoinAsStandby"/> has ended.</summary>
    public void GoOn(Kind step, bool succeeded, Instant now)
    {
        if (!succeeded)
        {
            retryAt = now + state.Options.RetryEvery;
        }
        else if (step == Kind.Demote)
        {
            isPutAway = true;
        }
        else
        {
            state.Change(NodeRole.Standby, RoleCause.Rejoined, now);
        }
    }

    private void LetGo(Kind how, Instant now)
    {
        if (now >= ResignAt)
        {
            ResignAt = now + state.Options.RetryEvery;
            outbox.Emit(how, state.Term);
        }
    }
}
