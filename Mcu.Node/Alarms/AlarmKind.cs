namespace Mcu.Node.Alarms;

/// <summary>What can be wrong with the node itself.</summary>
public enum AlarmKind
{
    /// <summary>A loop is late, or stands still.</summary>
    LoopLate,

    /// <summary>A loop survived a failure of its work.</summary>
    LoopFailed,

    /// <summary>A decoder or an encoder could not be opened, or failed.</summary>
    CodecFailed,

    /// <summary>The disk that a recording is written to is nearly full.</summary>
    DiskLow,

    /// <summary>Nearly all ports of media are in use.</summary>
    PortsLow,

    /// <summary>The node's certificate ends within a month, or has ended: links are refused then.</summary>
    CertificateExpires,

    /// <summary>A node below is lost, and this node has called rooms of its sites itself.</summary>
    SitesAdopted,

    /// <summary>It is linked again: its rooms can be handed back to it.</summary>
    HandBackDue,

    /// <summary>A member of the node's HA group does not answer the one that leads: one more that fails stops the meetings.</summary>
    GroupMemberLost,

    /// <summary>A member is out of the group, drained or not taken in again.</summary>
    GroupMemberOut,

    /// <summary>The node takes no part in a group any more, for instance because its disk is full.</summary>
    GroupFault,
}

/// <summary>Something that is wrong now.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">Where: a loop, a site, a folder, a range of ports, a node.</param>
/// <param name="Details">What else there is to say, as data.</param>
public sealed record AlarmSign(AlarmKind Kind, string Subject, params IReadOnlyList<(string Key, string Value)> Details);

/// <summary>An alarm that is raised, or over.</summary>
/// <param name="Sign">What was wrong when it was last seen.</param>
/// <param name="IsRaised">False: it is over.</param>
public sealed record AlarmChange(AlarmSign Sign, bool IsRaised);
