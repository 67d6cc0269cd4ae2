using DotNext.Net.Cluster.Consensus.Raft;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>DotNext's settings of a member.</summary>
/// <param name="Standby">Whether it does not lead: a witness, or one that recovers.</param>
/// <param name="Timing">The group's times.</param>
internal sealed record RaftSettings(bool Standby, RaftTiming Timing) : IClusterMemberConfiguration
{
    /// <summary>One that never stands uses it only to refuse votes: shorter, for <see cref="VoterPromise"/> does that, to the millisecond.</summary>
    public ElectionTimeout ElectionTimeout => new()
    {
        LowerValue = (int)(Standby ? Timing.Lease : Timing.ElectionFrom).TotalMilliseconds,
        UpperValue = (int)(Standby ? Timing.Lease : Timing.ElectionTo).TotalMilliseconds,
    };

    /// <summary>Heartbeats every 30 ms: a lease then has 80 ms left at its shortest, with two rounds lost.</summary>
    public double HeartbeatThreshold => 0.2;

    /// <inheritdoc/>
    public bool IsLeaderLeaseEnabled => false; // DotNext's is a timer's, which a paused process believes for a while after it wakes
}
