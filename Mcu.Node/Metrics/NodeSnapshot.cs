using Mcu.Node.Alarms;
using Mcu.V1;

namespace Mcu.Node.Metrics;

/// <summary>What the control loop knows of the node at one moment, for the metrics.</summary>
internal sealed record NodeSnapshot
{
    /// <summary>Loops that run.</summary>
    public required IReadOnlyList<NamedLoop> Loops { get; init; }

    /// <summary>Conferences that run, somebody in them or not.</summary>
    public required int Conferences { get; init; }

    /// <summary>Recordings that run.</summary>
    public required int Recordings { get; init; }

    /// <summary>Sites of all conferences, those of nodes below too.</summary>
    public required IReadOnlyDictionary<Control.SiteState, int> Sites { get; init; }

    /// <summary>SIP calls, those that are ending too.</summary>
    public required int Calls { get; init; }

    /// <summary>What SIP has seen.</summary>
    public required SipTraffic Sip { get; init; }

    /// <summary>Pairs of media ports in use, and all.</summary>
    public required (int Used, int All) PortPairs { get; init; }

    /// <summary>Alarms that are raised and not over, by kind.</summary>
    public required IReadOnlyDictionary<AlarmKind, int> Alarms { get; init; }

    /// <summary>This node's links, one for each node and direction.</summary>
    public required IReadOnlyList<LinkInfo> Links { get; init; }

    /// <summary>The last second of the node's certificate; null: it has none.</summary>
    public required DateTimeOffset? CertificateEnd { get; init; }
}

/// <summary>What SIP has seen since the start.</summary>
/// <param name="Received">Well-formed messages received.</param>
/// <param name="Sent">Messages sent.</param>
/// <param name="Dropped">Messages thrown away, by reason.</param>
internal sealed record SipTraffic(long Received, long Sent, IReadOnlyList<(string Reason, long Count)> Dropped);
