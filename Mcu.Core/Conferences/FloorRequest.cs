using Mcu.Core.Time;

namespace Mcu.Core.Conferences;

/// <summary>What became of a floor request; the words of RFC 8855 §5.2.5.</summary>
public enum FloorRequestStatus
{
    /// <summary>Waits in the queue.</summary>
    Accepted,

    /// <summary>Has the floor.</summary>
    Granted,

    /// <summary>The chair said no.</summary>
    Denied,

    /// <summary>Taken back by who had asked, before it was granted.</summary>
    Cancelled,

    /// <summary>Given back by the holder.</summary>
    Released,

    /// <summary>Taken away by the chair.</summary>
    Revoked,
}

/// <summary>One participant's wish to speak.</summary>
/// <param name="Id">Floor request ID, unique in this conference.</param>
/// <param name="Participant">Who asks.</param>
/// <param name="Since">When the request was made, or granted.</param>
public sealed record FloorRequest(int Id, string Participant, Instant Since);

/// <summary>A request has got another status, or another place in the queue.</summary>
/// <param name="Request">The request.</param>
/// <param name="Status">Its status now.</param>
/// <param name="QueuePosition">Its place in the queue, 1 being next; 0 where it isn't in the queue.</param>
public readonly record struct FloorEvent(FloorRequest Request, FloorRequestStatus Status, int QueuePosition);
