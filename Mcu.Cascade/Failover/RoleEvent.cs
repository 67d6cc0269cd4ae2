using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>Something that operators may want to know of a node's role.</summary>
/// <param name="At">When, on the node's clock.</param>
public abstract record RoleEvent(Instant At)
{
    /// <summary>The role changed.</summary>
    /// <param name="At">When.</param>
    /// <param name="From">The role before.</param>
    /// <param name="To">The role now.</param>
    /// <param name="Cause">Why.</param>
    /// <param name="Term">In which term.</param>
    /// <param name="Entries">With <see cref="RoleCause.Lagging"/>: how many entries the state is behind.</param>
    /// <param name="Spent">How long the node had the role before.</param>
    public sealed record Changed(Instant At, NodeRole From, NodeRole To, RoleCause Cause, ulong Term, ulong Entries, TimeSpan Spent) : RoleEvent(At);

    /// <summary>An order that was under way is carried out, or given up.</summary>
    /// <param name="At">When.</param>
    /// <param name="Order">Which.</param>
    /// <param name="Why">Why it is given up; none: it is carried out.</param>
    /// <param name="Entries">With <see cref="OrderRefusal.StandbyLags"/>: by how many entries.</param>
    public sealed record OrderEnded(Instant At, OperatorOrder Order, OrderRefusal Why, ulong Entries) : RoleEvent(At);

    /// <summary>A step of a promotion or of putting away has ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="Step">Which.</param>
    /// <param name="Succeeded">Whether it did what it is for.</param>
    /// <param name="Detail">For logs.</param>
    /// <param name="Took">Since it was asked for.</param>
    public sealed record StepEnded(Instant At, RoleActionKind Step, bool Succeeded, string Detail, TimeSpan Took) : RoleEvent(At);

    /// <summary>The gate was closed for a while, and is open again in the same term: links and pictures are brought up to date.</summary>
    /// <param name="At">When.</param>
    /// <param name="Length">For how long.</param>
    public sealed record GateLapsed(Instant At, TimeSpan Length) : RoleEvent(At);

    /// <summary>All that follows a promotion has been done, or has been tried.</summary>
    /// <param name="At">When.</param>
    /// <param name="Took">Since the election.</param>
    public sealed record PromotionEnded(Instant At, TimeSpan Took) : RoleEvent(At);
}
