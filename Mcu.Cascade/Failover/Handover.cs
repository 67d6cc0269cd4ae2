using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>
/// A planned switchover at the active node: waits a moment for a standby that lags, then leadership is given away. The node serves on
/// until then, and as long after as the lease that it had lets nobody else lead: rooms miss only what the other's first steps take.
/// </summary>
internal sealed class Handover(Instant since, RoleOptions options)
{
    private Instant deadline = since + options.StandbyLimit;

    /// <summary>Whether leadership is being given away.</summary>
    public bool IsResigning { get; private set; }

    /// <summary>Once it is: until when nobody else can lead, so that the gate may stay open.</summary>
    public Instant ServesUntil { get; private set; }

    /// <summary>When <see cref="Next"/> has something to say though nothing was heard.</summary>
    public Instant NextDeadline => deadline;

    /// <summary>How many entries the standby does not have; null: it cannot be reached.</summary>
    public static ulong? Lag(in LeadershipView view) =>
        view.StandbyIndex is { } index ? view.LastIndex - Math.Min(index, view.LastIndex) : null;

    /// <summary>What is to be done now.</summary>
    public HandoverStep Next(in LeadershipView view, Instant now)
    {
        if (!IsResigning && Lag(view) == 0)
        {
            IsResigning = true;
            ServesUntil = view.LeaseUntil;
            deadline = now + options.HandoverLimit;
            return HandoverStep.Resign;
        }

        return now >= deadline ? HandoverStep.GiveUp : HandoverStep.Wait;
    }

    /// <summary>Why it is given up when its time is over.</summary>
    public OrderRefusal Reason(in LeadershipView view) =>
        IsResigning ? OrderRefusal.NotHandedOver : Lag(view) is null ? OrderRefusal.StandbyUnreachable : OrderRefusal.StandbyLags;
}

/// <summary>What a <see cref="Handover"/> wants done.</summary>
internal enum HandoverStep
{
    Wait,
    Resign,
    GiveUp,
}
