using System.Diagnostics.CodeAnalysis;
using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>What a <see cref="RoleMachine"/> wants done and tells, in order; of steps also which are not answered yet.</summary>
internal sealed class RoleOutbox
{
    private readonly Queue<RoleAction> actions = new();
    private readonly Queue<RoleEvent> events = new();
    private readonly StepTimes steps = new();

    /// <summary>Whether all steps that were asked for are answered.</summary>
    public bool IsIdle => steps.IsEmpty;

    /// <summary>The next thing to do.</summary>
    public bool TryTakeAction(out RoleAction action) => actions.TryDequeue(out action);

    /// <summary>The next thing to tell.</summary>
    public bool TryTakeEvent([NotNullWhen(true)] out RoleEvent? happened) => events.TryDequeue(out happened);

    /// <summary>Something is to be done that is answered.</summary>
    public void Ask(RoleActionKind step, ulong term, Instant now)
    {
        steps.Begin(step, term, now);
        Emit(step, term);
    }

    /// <summary>Something is to be done that nobody answers.</summary>
    public void Emit(RoleActionKind kind, ulong term, Instant until = default) => actions.Enqueue(new RoleAction(kind, term, until));

    /// <summary>Something is to be told.</summary>
    public void Tell(RoleEvent happened) => events.Enqueue(happened);

    /// <summary>A step is answered, which is told; false when nobody waits for it in that term.</summary>
    public bool TryEnd(in RoleAction action, bool succeeded, string detail, Instant now)
    {
        if (!steps.TryEnd(action.Kind, action.Term, now, out TimeSpan took))
        {
            return false;
        }

        Tell(new RoleEvent.StepEnded(now, action.Kind, succeeded, detail, took));
        return true;
    }

    /// <summary>Answers that still come are nobody's.</summary>
    public void ForgetSteps() => steps.Clear();
}
