namespace Mcu.Cascade.Failover;

/// <summary>How a <see cref="RoleMachine"/> behaves.</summary>
/// <param name="Group">The HA group's name, which an operator types to force a node.</param>
public sealed record RoleOptions(string Group)
{
    /// <summary>Whether it only votes.</summary>
    public bool IsWitness { get; init; }

    /// <summary>Whether it was out for maintenance when it stopped: it stays so.</summary>
    public bool IsDrained { get; init; }

    /// <summary>How far the gate is opened ahead, and so for how long a node that stands still may be believed.</summary>
    public TimeSpan GateAhead { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>How often the gate is opened anew. Much less than <see cref="GateAhead"/>: a loop may be late.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long the term's first entry may take to be committed.</summary>
    public TimeSpan CommitLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the state may take to reach that entry; and, again, to become conferences.</summary>
    public TimeSpan LagLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a leader may be without its lease, gate closed, before it gives up.</summary>
    public TimeSpan LapseLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a switchover waits for a standby that lags.</summary>
    public TimeSpan StandbyLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long leadership may take to be gone in a switchover.</summary>
    public TimeSpan HandoverLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two attempts at what must succeed: to resign, to put away, to rejoin.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A leader heard within this time is alive: nobody may be forced beside it.</summary>
    public TimeSpan SilenceBeforeForce { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For a test that shows that the check is needed: opens the gate whatever the state contains.</summary>
    internal bool IgnoresLag { get; init; }
}
