namespace Mcu.Cascade.Consensus;

/// <summary>What a member is in its group at present.</summary>
public enum ConsensusRole
{
    /// <summary>It is not started, or is not a member of the group.</summary>
    None,

    /// <summary>It follows, or looks for, a leader.</summary>
    Follower,

    /// <summary>It stands for election.</summary>
    Candidate,

    /// <summary>It leads: what it replicates, and only that, is what the group agrees on.</summary>
    Leader,
}
