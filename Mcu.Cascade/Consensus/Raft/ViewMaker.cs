using System.Diagnostics;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using Mcu.Core.Time;

namespace Mcu.Cascade.Consensus.Raft;

/// <summary>Makes views of what DotNext tells.</summary>
internal sealed class ViewMaker(RaftGroup group, RaftLog log, ConsensusOptions options)
{
    private static readonly TimeSpan ReachableFor = TimeSpan.FromMilliseconds(300);

    private readonly bool isWitness = options.OwnEntry().IsWitness;

    /// <summary>The present view.</summary>
    public ConsensusView Make()
    {
        Instant now = options.Clock();
        long term = ((IPersistentState)log).Term;
        string? fault = null;
        bool leads = false;
        try
        {
            // Only once an entry of its own term is agreed on: before that it does not know what is.
            leads = !group.LeadershipToken.IsCancellationRequested;
        }
        catch (UnreachableException dead) // DotNext's word for a member that an error has stopped
        {
            fault = dead.Message;
        }

        leads &= ((IPersistentState)log).Term == term;
        string? leader = leads ? options.Self : group.Leader is { IsRemote: true } other && fault is null ? other.Member.Id : null;
        return new ConsensusView
        {
            Term = (ulong)term,
            Leader = leader,
            Role = Role(leads, leader, fault, now),
            IsWitness = isWitness,
            CommitIndex = (ulong)log.LastCommittedEntryIndex,
            AppliedIndex = (ulong)log.LastAppliedIndex,
            LastIndex = (ulong)log.LastEntryIndex,
            LastContact = group.LastContact(leads, now),
            LeaseUntil = leads ? group.LeaseUntil(now) : Instant.Distant,
            Fault = fault,
            Members = [.. group.Members.Where(peer => peer.IsRemote || group.IsMember).OrderBy(peer => peer.Member.Id, StringComparer.Ordinal).Select(peer => Member(peer, term, leader, now))],
        };
    }

    private ConsensusRole Role(bool leads, string? leader, string? fault, Instant now)
    {
        if (fault is not null || !group.IsMember)
        {
            return ConsensusRole.None;
        }

        if (leads)
        {
            return ConsensusRole.Leader;
        }

        return leader is null && now - group.Rounds.CanvassedAt < options.Timing.ElectionTo ? ConsensusRole.Candidate : ConsensusRole.Follower;
    }

    private ConsensusMember Member(RaftPeer peer, long term, string? leader, Instant now)
    {
        if (!peer.IsRemote)
        {
            return new ConsensusMember(peer.Member.Id, isWitness, IsReachable: true, (ulong)log.LastEntryIndex);
        }

        // While nobody leads, members are asked for votes only, once in a time-out.
        TimeSpan within = leader is null ? ReachableFor + (2 * options.Timing.ElectionTo) : ReachableFor;
        bool isReachable = now - peer.AnsweredAt < within || (peer.IsLeader && now - group.HeardAt < within);
        return new ConsensusMember(peer.Member.Id, peer.Member.IsWitness, isReachable, leader == options.Self ? peer.MatchIn(term) : null)
        {
            Ahead = leader is null ? (ulong)Math.Max(0, peer.LastIndex - log.LastEntryIndex) : 0,
        };
    }
}
