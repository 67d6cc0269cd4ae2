using Mcu.Node.Conferences;

namespace Mcu.Node.Failover;

/// <summary>What became of a call of another node.</summary>
public enum AdoptionResult
{
    /// <summary>It goes on here; the room has agreed.</summary>
    Adopted,

    /// <summary>It could not be carried on: the room is being called anew.</summary>
    Redialled,

    /// <summary>It could not be carried on, and nobody knows where to call the room: its site has left, and says why.</summary>
    Lost,

    /// <summary>Nothing was to be done: it is over, its site has called this node itself, or its conference has ended.</summary>
    Over,
}

/// <summary>What became of a call of another node.</summary>
/// <param name="Conference">The conference's id.</param>
/// <param name="Site">The site's key in it.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Reason">Why it was not carried on: a word or status as <see cref="Calls.CallReasons"/> has them; empty when adopted.</param>
/// <param name="Took">From its turn to the room's answer, or to the failure.</param>
public sealed record AdoptionOutcome(string Conference, string Site, AdoptionResult Result, string Reason, TimeSpan Took)
{
    /// <summary>How the new call went, once the room has answered or not; none unless it is called anew.</summary>
    public Task<CallOutcome>? Call { get; init; }
}
