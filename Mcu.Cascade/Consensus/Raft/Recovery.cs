using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>
/// A member that has lost its disk follows a leader until it holds all that was agreed on when it first heard of it, and an election that
/// it may have voted in before is long over.
/// </summary>
internal sealed class Recovery(Instant startedAt)
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    /// <summary>Whether it may take part again.</summary>
    /// <param name="isCaughtUp">See <see cref="RaftGroup.IsCaughtUp"/>.</param>
    /// <param name="now">The present.</param>
    public bool IsOver(bool isCaughtUp, Instant now) => isCaughtUp && now - startedAt >= AtLeast;
}
