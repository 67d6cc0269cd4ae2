using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>What all jobs of a <see cref="RoleMachine"/> go by: the role, its term, and what the consensus knew last.</summary>
internal sealed class RoleState(RoleOptions options, RoleOutbox outbox, Instant began)
{
    private Instant since = began;

    /// <summary>How it behaves.</summary>
    public RoleOptions Options => options;

    /// <summary>What the node is.</summary>
    public NodeRole Role { get; private set; } =
        options.IsWitness ? NodeRole.Witness : options.IsDrained ? NodeRole.Drained : NodeRole.Starting;

    /// <summary>See <see cref="RoleMachine.Term"/>.</summary>
    public ulong Term { get; set; }

    /// <summary>What the consensus knew last.</summary>
    public LeadershipView View { get; set; } = new(0, false, Instant.Distant, 0, 0, 0, null, Instant.Distant);

    /// <summary>The last changes of the role.</summary>
    public RoleHistory History { get; } = new();

    /// <summary>Whether this member leads in the term of its promotion or service.</summary>
    public bool LeadsStill => View.IsLeader && View.Term == Term;

    /// <summary>The role changes, which is told.</summary>
    public void Change(NodeRole to, RoleCause cause, Instant now, ulong entries = 0)
    {
        var changed = new RoleEvent.Changed(now, Role, to, cause, Term, entries, now - since);
        outbox.Tell(changed);
        History.Add(changed);
        (Role, since) = (to, now);
    }
}
