namespace Mcu.Cascade.Failover;

/// <summary>What a node is in its HA group.</summary>
public enum NodeRole
{
    /// <summary>Nothing is known of the group yet.</summary>
    Starting,

    /// <summary>It follows, warm, and sends nothing.</summary>
    Standby,

    /// <summary>It was elected, and makes sure that it knows everything before it sends.</summary>
    Promoting,

    /// <summary>It serves: the only node of its group whose gate may be open.</summary>
    Active,

    /// <summary>It served and does no longer: its gate is closed, its calls are dropped without a word.</summary>
    Fenced,

    /// <summary>It is out of the group for maintenance.</summary>
    Drained,

    /// <summary>It votes, and never serves.</summary>
    Witness,
}
