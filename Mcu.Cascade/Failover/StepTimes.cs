using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>Which steps were asked for and not answered yet, in which term and since when.</summary>
internal sealed class StepTimes
{
    private readonly Dictionary<RoleActionKind, (ulong Term, Instant Since)> asked = [];

    /// <summary>Whether nothing is outstanding.</summary>
    public bool IsEmpty => asked.Count == 0;

    /// <summary>A step is asked for; asked again, the first time counts.</summary>
    public void Begin(RoleActionKind step, ulong term, Instant now) => asked.TryAdd(step, (term, now));

    /// <summary>A step is answered; false when nobody waits for it in that term.</summary>
    public bool TryEnd(RoleActionKind step, ulong term, Instant now, out TimeSpan took)
    {
        took = TimeSpan.Zero;
        if (!asked.TryGetValue(step, out (ulong Term, Instant Since) entry) || entry.Term != term)
        {
            return false;
        }

        asked.Remove(step);
        took = now - entry.Since;
        return true;
    }

    /// <summary>Answers that still come are nobody's.</summary>
    public void Clear() => asked.Clear();
}
