using Mcu.Core.Time;
using Kind = Mcu.Cascade.Failover.RoleActionKind;

namespace Mcu.Cascade.Failover;

/// <summary>Carries a <see cref="Promotion"/> out, from the election to the last recording that goes on.</summary>
internal sealed class PromotionDriver(RoleState state, RoleOutbox outbox, GateKeeper gate)
{
    private Promotion? promotion;

    /// <summary>When something is due though nothing was heard.</summary>
    public Instant NextDeadline => promotion?.NextDeadline ?? Instant.Never;

    /// <summary>By how many entries the state is behind the term's first.</summary>
    public ulong Behind => promotion?.Behind(state.View) ?? 0;

    /// <summary>The node is elected.</summary>
    public void Begin(RoleCause cause, Instant now)
    {
        outbox.ForgetSteps();
        state.Term = state.View.Term;
        promotion = new Promotion(state.Term, now, state.Options);
        state.Change(NodeRole.Promoting, cause, now);
        outbox.Ask(Kind.CommitTermStart, state.Term, now);
    }

    /// <summary>Does what is due until it serves. What is returned: why it cannot.</summary>
    public RoleCause? Advance(Instant now)
    {
        switch (promotion!.Next(state.View, now))
        {
            case PromotionStep.CommitTermStart:
                outbox.Ask(Kind.CommitTermStart, state.Term, now);
                break;
            case PromotionStep.Restore:
                outbox.Ask(Kind.Restore, state.Term, now);
                break;
            case PromotionStep.Serve:
                state.Change(NodeRole.Active, RoleCause.UpToDate, now);
                gate.Open(now);
                outbox.Ask(Kind.Announce, state.Term, now);
                outbox.Ask(Kind.AdoptCalls, state.Term, now);
                break;
            case PromotionStep.GiveUp:
                return promotion.Reason(state.View);
            default:
                break;
        }

        return null;
    }

    /// <summary>The entry that begins the term is committed.</summary>
    public void TermStarted(ulong index, Instant now) => promotion?.TermStarted(index, now);

    /// <summary>A step has ended: what follows it at once.</summary>
    public void GoOn(Kind step, Instant now)
    {
        switch (step)
        {
            case Kind.CommitTermStart:
                promotion?.NotCommitted(now);
                break;
            case Kind.Restore:
                promotion?.Restored();
                break;
            case Kind.AdoptCalls:
                outbox.Ask(Kind.RequestKeyFrames, state.Term, now);
                break;
            case Kind.RequestKeyFrames when promotion is { RecordingsAsked: false }:
                promotion.RecordingsAsked = true;
                outbox.Ask(Kind.RestartRecordings, state.Term, now);
                break;
            default:
                break;
        }
    }

    /// <summary>Tells, once, that all that follows a promotion has ended.</summary>
    public void TellEnd(Instant now)
    {
        if (state.Role == NodeRole.Active && outbox.IsIdle && promotion is { RecordingsAsked: true, IsOver: false })
        {
            promotion.IsOver = true;
            outbox.Tell(new RoleEvent.PromotionEnded(now, now - promotion.Since));
        }
    }

    /// <summary>The node serves no more, or never did.</summary>
    public void Cancel() => promotion = null;
}
