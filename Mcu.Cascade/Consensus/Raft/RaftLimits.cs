namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Sizes and times between members.</summary>
internal static class RaftLimits
{
    /// <summary>The version of what members say.</summary>
    public const int Version = 2;

    /// <summary>A batch of entries is sent when it has grown to this.</summary>
    public const int BatchBytes = 1 << 20;

    /// <summary>The largest frame that is read.</summary>
    public const int FrameBytes = ConsensusLimits.SnapshotBytes + BatchBytes + (64 << 10);

    /// <summary>Connections that are served at a time.</summary>
    public const int Connections = 16;

    /// <summary>For a connection to be made, and for a caller to say who it is.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    /// <summary>A leader whose disk takes longer for one write has another member lead, if that one's disk is well.</summary>
    public static readonly TimeSpan DiskLimit = TimeSpan.FromSeconds(3);

    /// <summary>For a snapshot to be taken in.</summary>
    public static readonly TimeSpan SnapshotLimit = TimeSpan.FromSeconds(10);
}
