using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>The last changes of a node's role, oldest first: bounded.</summary>
public sealed class RoleHistory
{
    /// <summary>The most entries that are kept.</summary>
    public const int Capacity = 64;

    private readonly Queue<RoleEvent.Changed> entries = new(Capacity);

    /// <summary>The entries: when, from, to, why, and how long the role before lasted.</summary>
    public IReadOnlyCollection<RoleEvent.Changed> Entries => entries;

    /// <summary>When the node last became active: a standby that never was is not proven. None: not among the entries.</summary>
    public Instant? LastActive => entries.LastOrDefault(entry => entry.To == NodeRole.Active)?.At;

    internal void Add(RoleEvent.Changed entry)
    {
        if (entries.Count == Capacity)
        {
            entries.Dequeue();
        }

        entries.Enqueue(entry);
    }
}
