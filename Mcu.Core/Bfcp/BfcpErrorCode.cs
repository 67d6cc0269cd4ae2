namespace Mcu.Core.Bfcp;

/// <summary>Why a request was refused (RFC 8855 §5.2.6).</summary>
public enum BfcpErrorCode : byte
{
    /// <summary>Conference does not exist.</summary>
    ConferenceDoesNotExist = 1,

    /// <summary>User does not exist.</summary>
    UserDoesNotExist = 2,

    /// <summary>Unknown primitive.</summary>
    UnknownPrimitive = 3,

    /// <summary>Unknown mandatory attribute; their types follow.</summary>
    UnknownMandatoryAttribute = 4,

    /// <summary>Unauthorized operation.</summary>
    UnauthorizedOperation = 5,

    /// <summary>Invalid floor id.</summary>
    InvalidFloorId = 6,

    /// <summary>Floor request id does not exist.</summary>
    FloorRequestIdDoesNotExist = 7,

    /// <summary>Unable to parse message.</summary>
    UnableToParse = 10,

    /// <summary>Unsupported version.</summary>
    UnsupportedVersion = 12,

    /// <summary>Incorrect message length.</summary>
    IncorrectLength = 13,
}
