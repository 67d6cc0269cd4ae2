using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus;

/// <summary>
/// What a member knows of its group at one moment. Immutable, swapped whole; instants are of the clock that the consensus was given.
/// A view is of the past: what must not happen under two leaders checks <see cref="LeaseUntil"/> against the clock each time.
/// </summary>
public sealed record ConsensusView
{
    /// <summary>Before the start.</summary>
    public static readonly ConsensusView Empty = new();

    /// <summary>The epoch; it only grows, and has one leader at most.</summary>
    public ulong Term { get; init; }

    /// <summary>The leader of <see cref="Term"/>; null while none is known.</summary>
    public string? Leader { get; init; }

    /// <summary>What this member is.</summary>
    public ConsensusRole Role { get; init; }

    /// <summary>Whether this member votes and never leads.</summary>
    public bool IsWitness { get; init; }

    /// <summary>The newest entry that is agreed on, as far as this member knows.</summary>
    public ulong CommitIndex { get; init; }

    /// <summary>The newest entry that <see cref="IReplicatedState"/> holds.</summary>
    public ulong AppliedIndex { get; init; }

    /// <summary>The newest entry in this member's log, agreed on or not.</summary>
    public ulong LastIndex { get; init; }

    /// <summary>
    /// The last word of a leader; for one that leads, or led after that: when the newest round began that a majority has acknowledged.
    /// Distant before the first.
    /// </summary>
    public Instant LastContact { get; init; } = Instant.Distant;

    /// <summary>Until when this leader knows that nobody else leads; <see cref="Instant.Distant"/> when it does not lead.</summary>
    public Instant LeaseUntil { get; init; } = Instant.Distant;

    /// <summary>Why this member takes no part any more, for instance a full disk; null while it does. Only a restart helps.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether this member holds less than it did once, and neither votes nor leads before it was sent everything.</summary>
    public bool IsRecovering { get; init; }

    /// <summary>All members, this one included, by id.</summary>
    public IReadOnlyList<ConsensusMember> Members { get; init; } = [];

    /// <summary>Whether this member may act as the leader at an instant.</summary>
    public bool HoldsLease(Instant now) => Role == ConsensusRole.Leader && now < LeaseUntil;

    /// <summary>Whether it says the same as another.</summary>
    internal bool IsSameAs(ConsensusView other) => this with { Members = [] } == other with { Members = [] } && Members.SequenceEqual(other.Members);
}
