namespace Mcu.Cascade.Consensus.Raft;

/// <summary>The times of a group, which all its members have alike.</summary>
/// <param name="Slowness">1 in service. More in tests, on machines that are busy with others.</param>
internal sealed record RaftTiming(double Slowness)
{
    /// <summary>See <see cref="ConsensusLimits.ElectionFrom"/>.</summary>
    public TimeSpan ElectionFrom => ConsensusLimits.ElectionFrom * Slowness;

    /// <summary>See <see cref="ConsensusLimits.ElectionTo"/>.</summary>
    public TimeSpan ElectionTo => ConsensusLimits.ElectionTo * Slowness;

    /// <summary>
    /// A voter that has heard the leader votes for nobody else for so long, by its own clock. The leader counts on less: clocks drift.
    /// </summary>
    public TimeSpan Promise => ElectionFrom;

    /// <summary>See <see cref="Promise"/>.</summary>
    public TimeSpan Lease => ElectionFrom - TimeSpan.FromMilliseconds(5);

    /// <summary>A voter whose promise ends so soon answers when it has ended.</summary>
    public TimeSpan PatienceOfVoters => TimeSpan.FromMilliseconds(30) * Slowness;

    /// <summary>So long a witness is kept behind a standby that takes its time; less than what the standby has to answer in.</summary>
    public TimeSpan PatienceWithStandby => TimeSpan.FromMilliseconds(40) * Slowness;

    /// <summary>So long a follower's answer waits for its disk; less than a round takes.</summary>
    public TimeSpan PatienceWithDisk => TimeSpan.FromMilliseconds(20) * Slowness;

    /// <summary>A standby that has not answered for so long is not waited for: it is the witness, then, that is needed.</summary>
    public TimeSpan StandbyAnswersWithin => TimeSpan.FromMilliseconds(70) * Slowness;

    /// <summary>What a voter has to answer in; a candidate that was not answered stands again.</summary>
    public TimeSpan VoteLimit => ConsensusLimits.AnswerLimit * Slowness;

    /// <summary>Who answered within this time is alive.</summary>
    public TimeSpan AnsweredLately => 2 * ElectionFrom;

    /// <summary>
    /// What a follower has to answer its leader in: more to a batch that takes time on the line and on the disk (4 MB/s). A leader that
    /// nobody answers in time gives up the lead, so it is as long as its <see cref="Lease"/> for one that is alive: a process that stood
    /// still for a moment finds both answers late, though they wait in its sockets. What it may send ends with the lease, not with this.
    /// For one that is not known to be alive it is short: DotNext's first rounds of a new lead wait for all members, the dead one as well.
    /// </summary>
    public TimeSpan LeadLimit(bool isAlive, int bytes) => (isAlive ? Lease : VoteLimit) + TimeSpan.FromMilliseconds(bytes / 4096);
}
