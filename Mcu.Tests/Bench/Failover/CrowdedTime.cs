using Mcu.Node.Simulate;

namespace Mcu.Tests.Bench.Failover;

/// <summary>What became of a group in a time in which nothing was broken.</summary>
/// <param name="TermBefore">The term at its beginning.</param>
/// <param name="TermAfter">And at its end.</param>
/// <param name="Changes">What became of the members' roles, in order.</param>
/// <param name="Lapses">How often the one that leads could not be sure of its lease for a while.</param>
/// <param name="LongestLapse">For how long, ms.</param>
/// <param name="ActsTried">Acts of an operator.</param>
/// <param name="ActsKept">Those that were acknowledged.</param>
/// <param name="LongestAct">How long one took, ms.</param>
/// <param name="Gaps">What rooms missed.</param>
internal sealed record CrowdedTime(
    ulong TermBefore,
    ulong TermAfter,
    IReadOnlyList<RoleChange> Changes,
    int Lapses,
    double LongestLapse,
    int ActsTried,
    int ActsKept,
    double LongestAct,
    IReadOnlyList<RoomGaps> Gaps);

/// <summary>A member's role changed.</summary>
/// <param name="Node">The member.</param>
/// <param name="After">Since the beginning.</param>
/// <param name="To">What it became.</param>
/// <param name="Cause">Why.</param>
internal sealed record RoleChange(string Node, TimeSpan After, string To, string Cause);
