using Mcu.Core.Time;

namespace Mcu.Tests.Harness.Consensus;

/// <summary>A request for a vote, or whether there would be one.</summary>
internal sealed record MemoryCandidacy(bool IsPreVote, ulong Term, ulong LastIndex, ulong LastTerm);

/// <summary>The answer to a candidacy.</summary>
internal sealed record MemoryVote(bool IsPreVote, ulong Asked, ulong Term, bool IsGranted);

/// <summary>The leader's word.</summary>
internal sealed record MemoryWord(
    ulong Term, ulong Previous, ulong PreviousTerm, IReadOnlyList<MemoryEntry> Entries, ulong Commit, MemorySnapshot? Snapshot, Instant SentAt);

/// <summary>The answer to the leader's word.</summary>
/// <param name="Term">The answerer's.</param>
/// <param name="IsHeard">It will vote for nobody else for a while.</param>
/// <param name="IsTaken">It has everything up to <paramref name="Match"/>; otherwise its log ends there.</param>
/// <param name="Match">An index.</param>
/// <param name="SentAt">Of the word.</param>
internal sealed record MemoryAnswer(ulong Term, bool IsHeard, bool IsTaken, ulong Match, Instant SentAt);
