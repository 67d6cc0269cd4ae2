namespace Mcu.Node.Failover;

/// <summary>Kinds of records that a node's standby keeps; each is a message of <c>state.proto</c> or <c>dialog.proto</c>.</summary>
internal static class RecordKinds
{
    /// <summary><see cref="V1.ConferenceRecord"/>, by the conference's id.</summary>
    public const string Conference = "conference";

    /// <summary><see cref="V1.DialogRecord"/>, by Call-ID and our tag; sealed, for it has the keys of SRTP.</summary>
    public const string Dialog = "dialog";

    /// <summary><see cref="V1.ActRecord"/>, by op_id.</summary>
    public const string Act = "act";

    /// <summary>Empty; the id of a member that operators have taken out for maintenance.</summary>
    public const string Drained = "drained";
}
