namespace Mcu.Core.Bfcp;

/// <summary>How a request for a floor stands (RFC 8855 §5.2.5).</summary>
public enum BfcpRequestStatus : byte
{
    /// <summary>Nobody has decided yet.</summary>
    Pending = 1,

    /// <summary>It waits in the queue.</summary>
    Accepted = 2,

    /// <summary>The participant has the floor.</summary>
    Granted = 3,

    /// <summary>It was refused.</summary>
    Denied = 4,

    /// <summary>It was withdrawn before it was granted.</summary>
    Cancelled = 5,

    /// <summary>The participant gave the floor back.</summary>
    Released = 6,

    /// <summary>The floor was taken from the participant.</summary>
    Revoked = 7,
}
