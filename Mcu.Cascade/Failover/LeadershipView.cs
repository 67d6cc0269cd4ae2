using Mcu.Cascade.Consensus;
using Mcu.Core.Time;

namespace Mcu.Cascade.Failover;

/// <summary>What the consensus of an HA group knows at a moment, as far as roles depend on it.</summary>
/// <param name="Term">The term that this member is in.</param>
/// <param name="IsLeader">Whether it leads in that term.</param>
/// <param name="LeaseUntil">Until when nobody else can lead, on this node's clock; <see cref="Instant.Distant"/> when it does not lead.</param>
/// <param name="LastIndex">The last entry of its log.</param>
/// <param name="CommitIndex">The last entry that it knows to be committed.</param>
/// <param name="AppliedIndex">The last entry that its state contains.</param>
/// <param name="StandbyIndex">A leader's: up to where the member that would take over has the log; null: it cannot be reached.</param>
/// <param name="LastContact">When the leader was heard last; of a leader: when a majority was.</param>
public readonly record struct LeadershipView(
    ulong Term,
    bool IsLeader,
    Instant LeaseUntil,
    ulong LastIndex,
    ulong CommitIndex,
    ulong AppliedIndex,
    ulong? StandbyIndex,
    Instant LastContact)
{
    /// <summary>Whether the group, as this member knows it, contains it.</summary>
    public bool IsMember { get; init; } = true;

    /// <summary>What matters of a consensus's view at one of its members.</summary>
    public static LeadershipView Of(ConsensusView view, string self) => new(
        view.Term,
        view.Role == ConsensusRole.Leader,
        view.LeaseUntil,
        view.LastIndex,
        view.CommitIndex,
        view.AppliedIndex,
        view.Members.FirstOrDefault(member => !member.IsWitness && member.IsReachable && member.Id != self)?.MatchIndex,
        view.LastContact)
    {
        IsMember = view.Members.Count == 0 || view.Members.Any(member => member.Id == self),
    };

    /// <summary>Whether it leads, and nobody else can at an instant.</summary>
    public bool HoldsLease(Instant now) => IsLeader && now < LeaseUntil;
}
