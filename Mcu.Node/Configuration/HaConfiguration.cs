using Mcu.Cascade.Consensus;

namespace Mcu.Node.Configuration;

/// <summary><c>ha.role</c>: which of the two MCUs of a group a node is at first. After that the group decides who leads.</summary>
public enum HaRole
{
    /// <summary>Leads when both are there at the first start.</summary>
    Primary,

    /// <summary>MCU dự phòng: takes over when the other is lost.</summary>
    Standby,
}

/// <summary><c>ha</c>: the group of two MCUs and a witness of which one leads the meetings.</summary>
public sealed record HaConfiguration
{
    /// <summary><c>ha.group</c>: the unit that the group serves, the same at all members; null: this node has no standby.</summary>
    public string? Group { get; init; }

    /// <summary><c>ha.role</c>.</summary>
    public HaRole Role { get; init; }

    /// <summary><c>ha.listen</c>: where the other members connect.</summary>
    public ListenAddress? Listen { get; init; }

    /// <summary><c>ha.detect</c>: silence after which the leader is taken for lost, the same at all members.</summary>
    public TimeSpan Detect { get; init; } = ConsensusLimits.ElectionFrom;

    /// <summary><c>ha.secret</c>: the file with the group's secret, the same at both MCUs: it seals keys of calls on disk.</summary>
    public string? Secret { get; init; }

    /// <summary><c>ha.peers</c>: the other MCU of the group.</summary>
    public IReadOnlyList<HaMember> Peers { get; init; } = [];

    /// <summary><c>ha.witness</c>: the node that votes and never leads.</summary>
    public HaMember? Witness { get; init; }

    /// <summary><c>ha.witness_for</c>: groups of others in which this node is the witness.</summary>
    public IReadOnlyList<WitnessConfiguration> WitnessFor { get; init; } = [];

    /// <summary>All groups in which this node has a part, its own first.</summary>
    public IReadOnlyList<string> Groups => [.. Group is null ? [] : new[] { Group }, .. WitnessFor.Select(witnessed => witnessed.Group)];

    /// <summary>Whether this node has a part in any group.</summary>
    public bool IsUsed => Groups.Count > 0;
}

/// <summary>Another member of a group.</summary>
/// <param name="Node">Its node id, which its certificate has.</param>
/// <param name="Address">Where it listens for the group.</param>
public sealed record HaMember(string Node, ListenAddress Address);

/// <summary>An entry of <c>ha.witness_for</c>.</summary>
/// <param name="Group">The group.</param>
/// <param name="Listen">Where its members connect to this witness.</param>
/// <param name="Detect">The group's <see cref="HaConfiguration.Detect"/>.</param>
/// <param name="Members">The two MCUs.</param>
public sealed record WitnessConfiguration(string Group, ListenAddress Listen, TimeSpan Detect, IReadOnlyList<HaMember> Members);
