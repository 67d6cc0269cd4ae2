namespace Mcu.Cascade.Media;

/// <summary>
/// Numbers of UDP probes. A round sends one probe to each candidate address, the likeliest last, so that of those that arrive it
/// has the highest number: the one number in a heartbeat tells the round and the best address that works.
/// </summary>
public static class ProbeNumbers
{
    /// <summary>Addresses that a round can probe.</summary>
    public const int Candidates = 8;

    /// <summary>The number of a probe.</summary>
    /// <param name="round">Counted from 1.</param>
    /// <param name="candidate">Place in the list of addresses, the likeliest 0.</param>
    public static ulong Of(ulong round, int candidate) => (round * Candidates) + (ulong)(Candidates - 1 - candidate);

    /// <summary>The round of a number; 0: no probe's.</summary>
    public static ulong RoundOf(ulong number) => number / Candidates;

    /// <summary>The candidate's place in the list.</summary>
    public static int CandidateOf(ulong number) => Candidates - 1 - (int)(number % Candidates);
}
