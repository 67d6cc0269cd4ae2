namespace Mcu.Cascade.Consensus;

/// <summary>Sizes and times of a group's consensus.</summary>
public static class ConsensusLimits
{
    /// <summary>The largest entry.</summary>
    public const int EntryBytes = 1 << 20;

    /// <summary>The largest snapshot.</summary>
    public const int SnapshotBytes = 64 << 20;

    /// <summary>A follower that has not heard of the leader for so long stands for election: 150 to 160 ms, drawn anew each time.</summary>
    public static readonly TimeSpan ElectionFrom = TimeSpan.FromMilliseconds(150);

    /// <summary>See <see cref="ElectionFrom"/>. A wide spread only makes a silent leader's successor later.</summary>
    public static readonly TimeSpan ElectionTo = TimeSpan.FromMilliseconds(160);

    /// <summary>What a member has to answer in that is not known to be alive, and what voters have.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(60);
}
