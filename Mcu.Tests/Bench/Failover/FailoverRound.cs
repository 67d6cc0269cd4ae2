namespace Mcu.Tests.Bench.Failover;

/// <summary>What one failover took, ms; not a number where it did not come to that.</summary>
internal sealed record FailoverRound
{
    /// <summary>From the end of the one to the election of the other.</summary>
    public required double Elected { get; init; }

    /// <summary>The entry that begins the term.</summary>
    public required double Committed { get; init; }

    /// <summary>Conferences out of records.</summary>
    public required double Restored { get; init; }

    /// <summary>Telling links.</summary>
    public required double Announced { get; init; }

    /// <summary>Taking the calls over, to the rooms' answers.</summary>
    public required double Adopted { get; init; }

    /// <summary>From the end of the one until the other has done all.</summary>
    public required double Done { get; init; }

    /// <summary>The gaps of the province's room.</summary>
    public required (double Sound, double Picture) Province { get; init; }

    /// <summary>The gaps of the district's room.</summary>
    public required (double Sound, double Picture) District { get; init; }

    /// <summary>Rooms that are not in the meeting any more.</summary>
    public required int CallsLost { get; init; }

    /// <summary>Whether an act that was acknowledged right before is not there.</summary>
    public required bool IsActLost { get; init; }

    /// <summary>The rows of a table.</summary>
    public static IReadOnlyList<(string What, Func<FailoverRound, double> Value)> Figures { get; } =
    [
        ("detected and elected", round => round.Elected),
        ("term begun (commit)", round => round.Committed),
        ("meetings restored", round => round.Restored),
        ("links told", round => round.Announced),
        ("calls adopted (re-INVITE answered)", round => round.Adopted),
        ("all done, since the end", round => round.Done),
        ("gap of sound, province", round => round.Province.Sound),
        ("gap of sound, district", round => round.District.Sound),
        ("gap of picture, province", round => round.Province.Picture),
        ("gap of picture, district", round => round.District.Picture),
    ];
}
