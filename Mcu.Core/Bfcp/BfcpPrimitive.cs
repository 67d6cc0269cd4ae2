namespace Mcu.Core.Bfcp;

/// <summary>What a message asks or says (RFC 8855 §5.1).</summary>
public enum BfcpPrimitive : byte
{
    /// <summary>None: reserved.</summary>
    None = 0,

    /// <summary>A participant asks for floors.</summary>
    FloorRequest = 1,

    /// <summary>A participant gives a floor back, or withdraws its request.</summary>
    FloorRelease = 2,

    /// <summary>Asks how a request stands.</summary>
    FloorRequestQuery = 3,

    /// <summary>How a request stands.</summary>
    FloorRequestStatus = 4,

    /// <summary>Asks for a participant's requests.</summary>
    UserQuery = 5,

    /// <summary>A participant's requests.</summary>
    UserStatus = 6,

    /// <summary>Asks who has floors, now and whenever that changes.</summary>
    FloorQuery = 7,

    /// <summary>Who has a floor.</summary>
    FloorStatus = 8,

    /// <summary>A chair decides.</summary>
    ChairAction = 9,

    /// <summary>A chair's decision was taken.</summary>
    ChairActionAck = 10,

    /// <summary>Is anybody there, and what do you know?</summary>
    Hello = 11,

    /// <summary>What is known here.</summary>
    HelloAck = 12,

    /// <summary>A request was refused.</summary>
    Error = 13,

    /// <summary>A status that the server sent unasked has come (UDP).</summary>
    FloorRequestStatusAck = 14,

    /// <summary>As above, of a floor (UDP).</summary>
    FloorStatusAck = 15,

    /// <summary>The association ends (UDP).</summary>
    Goodbye = 16,

    /// <summary>It has ended (UDP).</summary>
    GoodbyeAck = 17,
}
