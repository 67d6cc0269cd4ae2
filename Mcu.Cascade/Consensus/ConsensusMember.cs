namespace Mcu.Cascade.Consensus;

/// <summary>A member of the group as another sees it.</summary>
/// <param name="Id">Its node id.</param>
/// <param name="IsWitness">Whether it votes and never leads.</param>
/// <param name="IsReachable">Whether it answered of late. Only a leader hears of all; a follower knows of itself and of the leader.</param>
/// <param name="MatchIndex">The newest entry that it is known to have on disk; known to the leader only.</param>
public sealed record ConsensusMember(string Id, bool IsWitness, bool IsReachable, ulong? MatchIndex)
{
    /// <summary>
    /// Entries that it has and the one who asked for its vote lacks, as it said then: it votes for nobody who lacks any. 0 while somebody leads.
    /// </summary>
    public ulong Ahead { get; init; }

    /// <summary>Entries that it lacks of a log that ends so; null where that is not known.</summary>
    public ulong? LagBehind(ulong lastIndex) => MatchIndex is { } match ? lastIndex - Math.Min(match, lastIndex) : null;
}
