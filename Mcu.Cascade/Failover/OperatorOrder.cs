namespace Mcu.Cascade.Failover;

/// <summary>What operators can ask of a node's role.</summary>
public enum OperatorOrder
{
    /// <summary>Let the standby serve. For the active node.</summary>
    Switchover,

    /// <summary>One MCU leaves the group for maintenance: ordered at the active node the other one, at a standby this one.</summary>
    Drain,

    /// <summary>It comes back from maintenance; ordered at the active node, or at the one that is out.</summary>
    Undrain,

    /// <summary>Serve although no majority can be asked. Two nodes may serve then: it needs a confirmation.</summary>
    ForcePromote,
}

/// <summary>Why an order is not carried out.</summary>
public enum OrderRefusal
{
    /// <summary>It is, or is under way: an event tells how it ends.</summary>
    None,

    /// <summary>Not in this role.</summary>
    WrongRole,

    /// <summary>Another order is under way.</summary>
    Busy,

    /// <summary>The standby does not have all entries.</summary>
    StandbyLags,

    /// <summary>The standby cannot be reached.</summary>
    StandbyUnreachable,

    /// <summary>Leadership could not be given away in time.</summary>
    NotHandedOver,

    /// <summary>The group's change could not be committed.</summary>
    GroupNotChanged,

    /// <summary>The node was elected in the meantime: it serves.</summary>
    Elected,

    /// <summary>A leader was heard a moment ago: a switchover does it without risk.</summary>
    LeaderIsAlive,

    /// <summary>What was typed is not the confirmation.</summary>
    NotConfirmed,
}
