namespace Mcu.Cascade.Failover;

/// <summary>Why a role changed.</summary>
public enum RoleCause
{
    /// <summary>The consensus spoke for the first time.</summary>
    Started,

    /// <summary>A majority elected this node.</summary>
    Elected,

    /// <summary>It knows everything that was committed.</summary>
    UpToDate,

    /// <summary>No majority was heard for too long.</summary>
    LeaseLost,

    /// <summary>Another term has begun, or the consensus gave up leadership.</summary>
    LeadershipLost,

    /// <summary>Its state is behind what was committed.</summary>
    Lagging,

    /// <summary>The entry that begins the term could not be committed.</summary>
    NotCommitted,

    /// <summary>Its state could not be turned into conferences.</summary>
    NotRestored,

    /// <summary>An operator asked for a switchover.</summary>
    Switchover,

    /// <summary>What it served is put away.</summary>
    Rejoined,

    /// <summary>An operator takes it out for maintenance.</summary>
    Drained,

    /// <summary>An operator has it back from maintenance.</summary>
    Undrained,

    /// <summary>An operator forced it, with nobody to ask.</summary>
    Forced,
}
