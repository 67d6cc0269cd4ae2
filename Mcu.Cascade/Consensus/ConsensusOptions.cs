using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus;

/// <summary>One member's settings.</summary>
public sealed record ConsensusOptions
{
    /// <summary>This member's id.</summary>
    public required string Self { get; init; }

    /// <summary>The group as it was founded, this member included; later changes are in the log.</summary>
    public required IReadOnlyList<GroupMember> Members { get; init; }

    /// <summary>For the log, term and vote, and snapshots. See <see cref="ConsensusFolder.Found"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>A monotonic clock, of which all instants of views are.</summary>
    public required Func<Instant> Clock { get; init; }

    /// <summary>Mutual TLS; null only where the members' network is nobody else's, as in tests.</summary>
    public ConsensusSecurity? Security { get; init; }

    /// <summary>Entries after which the state is written as a snapshot and the log before it dropped.</summary>
    public int SnapshotEvery { get; init; } = 1024;

    /// <summary>Bytes of entries after which the same happens.</summary>
    public long SnapshotEveryBytes { get; init; } = 8 << 20;

    /// <summary>
    /// How long a follower waits for the leader's word before it stands for election: the same at all members, and all other times of the
    /// group grow with it. Less than <see cref="ConsensusLimits.ElectionFrom"/> is not sound.
    /// </summary>
    public TimeSpan Detection
    {
        get => Timing.ElectionFrom;
        init => Timing = new Raft.RaftTiming(value / ConsensusLimits.ElectionFrom);
    }

    /// <summary>Called first on the consensus's own thread, for instance to raise its priority.</summary>
    public Action? OnThread { get; init; }

    /// <summary>Told what an administrator may want to read of connections and elections; any thread, must return at once.</summary>
    public Action<string>? OnNotice { get; init; }

    /// <summary>Whether this member hears, and is heard by, another: how tests cut lines.</summary>
    internal Func<string, bool> Hears { get; init; } = _ => true;

    /// <summary>
    /// Set: this member goes on without the others with what it holds, in a lineage of its own that begins with this term; see <see
    /// cref="ConsensusFolder.Lineage"/>.
    /// </summary>
    internal ulong? AloneFrom { get; init; }

    /// <summary>Told of a lineage that is newer than this member's; any thread, must return at once.</summary>
    internal Action<ulong>? OnOvertaken { get; init; }

    /// <summary>Whom a log without a list of members begins with.</summary>
    internal IEnumerable<GroupMember> Founders => AloneFrom is null ? Members : [OwnEntry()];

    /// <summary>The group's times.</summary>
    internal Raft.RaftTiming Timing { get; init; } = new(Slowness: 1);

    /// <summary>This member's entry in <see cref="Members"/>.</summary>
    /// <exception cref="ArgumentException">It has none, or one of the lists is not sound.</exception>
    internal GroupMember OwnEntry()
    {
        if (Members.Select(member => member.Id).Distinct(StringComparer.Ordinal).Count() != Members.Count)
        {
            throw new ArgumentException("a member is named twice");
        }

        return Members.FirstOrDefault(member => string.Equals(member.Id, Self, StringComparison.Ordinal))
            ?? throw new ArgumentException($"{Self} is not among the members");
    }
}
