namespace Mcu.Cascade.Replication;

/// <summary>
/// Kinds of records that this version knows. A number is never reused: other versions' members keep, and bring back, records of kinds that
/// they do not know.
/// </summary>
public static class ReplicatedKinds
{
    /// <summary>A conference: its settings. Key: its id.</summary>
    public const uint Conference = 1;

    /// <summary>A site of a conference: roster and mutes. Key: conference/site.</summary>
    public const uint Site = 2;

    /// <summary>A conference's floor, layout and scenario step. Key: its id.</summary>
    public const uint Stage = 3;

    /// <summary>A SIP dialog, as far as adoption needs. Key: Call-ID and tags.</summary>
    public const uint Dialog = 4;

    /// <summary>An operator's act with its result, so that a repeated one is answered and not done twice. Key: op_id.</summary>
    public const uint Operation = 5;
}
