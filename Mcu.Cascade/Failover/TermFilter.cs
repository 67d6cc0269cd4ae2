namespace Mcu.Cascade.Failover;

/// <summary>What a term says of who speaks for an HA group.</summary>
public enum TermVerdict
{
    /// <summary>The node that spoke for the group before.</summary>
    Current,

    /// <summary>Another node speaks for the group from now on: what came from the one before ends.</summary>
    Newer,

    /// <summary>A node that speaks for the group no longer: not to be listened to.</summary>
    Stale,
}

/// <summary>
/// Who speaks for each HA group, by the highest term seen: lower ones are refused, and so is a second node in one term, so that
/// nobody ever sums two roots. Ask it only about what an active node alone says (<see cref="Links.LinkProtocol.NeedsActiveNode"/>):
/// the term in a standby's heartbeat may be ahead without anybody leading in it. Not thread-safe.
/// </summary>
public sealed class TermFilter
{
    private readonly Dictionary<string, (ulong Term, string Node)> seen = new(StringComparer.Ordinal);
    private readonly bool isOff;

    /// <summary>Begins with nothing seen.</summary>
    public TermFilter()
        : this(isOff: false)
    {
    }

    /// <summary>For a test that shows that the filter is needed.</summary>
    internal TermFilter(bool isOff) => this.isOff = isOff;

    /// <summary>The highest term seen of a group; 0: none.</summary>
    public ulong Highest(string group) => seen.GetValueOrDefault(group).Term;

    /// <summary>Takes note of who speaks, and judges it.</summary>
    /// <param name="group">The group, by its configured name: never a word of the speaker's own.</param>
    /// <param name="node">The node, by its certificate.</param>
    /// <param name="term">The term that it claims; 0: it has no group.</param>
    public TermVerdict Judge(string group, string node, ulong term)
    {
        if (!seen.TryGetValue(group, out (ulong Term, string Node) known) || term > known.Term)
        {
            seen[group] = (term, node);
            return TermVerdict.Newer;
        }

        bool isCurrent = term == known.Term && string.Equals(node, known.Node, StringComparison.Ordinal);
        return isCurrent || isOff ? TermVerdict.Current : TermVerdict.Stale;
    }
}
