namespace Mcu.Cascade.Replication;

/// <summary>
/// Kinds of records that this version knows. A number is never reused: other versions' members keep, and bring back, records of kinds that
/// they do not know.
/// </summary>
public static class ReplicatedKinds
{
    /// <summary><see cref="V1.ConferenceRecord"/>: settings, roster, mutes, layout, floor. Key: its id.</summary>
    public const uint Conference = 1;

    /// <summary><see cref="V1.DialogRecord"/>, sealed, for it may have keys of SRTP. Key: Call-ID and our tag.</summary>
    public const uint Dialog = 2;

    /// <summary><see cref="V1.ActRecord"/>: an operator's act with its result, so that a repeated one is answered and not done twice. Key: op_id.</summary>
    public const uint Act = 3;

    /// <summary><see cref="V1.Drill"/>: a rehearsed switchover, written by who handed over and completed by who leads then. Key: op_id.</summary>
    public const uint Drill = 4;

    /// <summary><see cref="V1.MemberRecord"/>: where rooms reach an MCU of the group. Key: its node id.</summary>
    public const uint Member = 5;

    /// <summary><see cref="V1.Takeover"/>: the last time that an MCU of the group took its meetings over. One key.</summary>
    public const uint Takeover = 6;
}
