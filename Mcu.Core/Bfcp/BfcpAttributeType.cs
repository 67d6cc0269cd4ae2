namespace Mcu.Core.Bfcp;

/// <summary>The attributes of messages (RFC 8855 §5.2).</summary>
public enum BfcpAttributeType : byte
{
    /// <summary>None: reserved.</summary>
    None = 0,

    /// <summary>On whose behalf: a user id.</summary>
    BeneficiaryId = 1,

    /// <summary>A floor.</summary>
    FloorId = 2,

    /// <summary>A request for floors.</summary>
    FloorRequestId = 3,

    /// <summary>How urgent a request is.</summary>
    Priority = 4,

    /// <summary>A request's status, and its place in the queue.</summary>
    RequestStatus = 5,

    /// <summary>Why a request was refused.</summary>
    ErrorCode = 6,

    /// <summary>The same in words.</summary>
    ErrorInfo = 7,

    /// <summary>A participant's own words.</summary>
    ParticipantProvidedInfo = 8,

    /// <summary>A status in words.</summary>
    StatusInfo = 9,

    /// <summary>The attributes that the sender knows.</summary>
    SupportedAttributes = 10,

    /// <summary>The primitives that the sender knows.</summary>
    SupportedPrimitives = 11,

    /// <summary>A user's name.</summary>
    UserDisplayName = 12,

    /// <summary>A user's address.</summary>
    UserUri = 13,

    /// <summary>Grouped: whom a request is for.</summary>
    BeneficiaryInformation = 14,

    /// <summary>Grouped: a request.</summary>
    FloorRequestInformation = 15,

    /// <summary>Grouped: who made a request.</summary>
    RequestedByInformation = 16,

    /// <summary>Grouped: how a request stands at one floor.</summary>
    FloorRequestStatus = 17,

    /// <summary>Grouped: how a request stands as a whole.</summary>
    OverallRequestStatus = 18,
}
