namespace Mcu.Node.Configuration;

/// <summary><c>cascade</c>: links to other nodes.</summary>
public sealed record CascadeConfiguration
{
    /// <summary><c>cascade.listen</c>: where nodes below connect, by mutual TLS; null: none may.</summary>
    public ListenAddress? Listen { get; init; }

    /// <summary><c>cascade.certificate</c>: this node's, PEM; with <see cref="Key"/> and <see cref="Authority"/> or not at all.</summary>
    public string? Certificate { get; init; }

    /// <summary><c>cascade.key</c>: the certificate's key, PEM.</summary>
    public string? Key { get; init; }

    /// <summary><c>cascade.authority</c>: the province's authority, PEM.</summary>
    public string? Authority { get; init; }

    /// <summary><c>cascade.parents</c>: the node above, then its standbys.</summary>
    public IReadOnlyList<ParentConfiguration> Parents { get; init; } = [];

    /// <summary><c>cascade.children</c>: ids of the nodes that may connect; empty: all with a certificate of the authority.</summary>
    public IReadOnlyList<string> Children { get; init; } = [];

    /// <summary><c>cascade.max_children</c>: links of nodes below at once.</summary>
    public int MaxChildren { get; init; } = 32;

    /// <summary><c>cascade.adopt_orphans</c>: whether this node calls the rooms of a lost node below itself.</summary>
    public bool AdoptOrphans { get; init; }

    /// <summary><c>cascade.orphans_after</c>: how long that node must have no link, well beyond a line that comes and goes, or a failover.</summary>
    public TimeSpan OrphansAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether this node has a part in a cascade.</summary>
    public bool IsUsed => Listen is not null || Parents.Count > 0;
}

/// <summary>An entry of <c>cascade.parents</c>.</summary>
/// <param name="Node">The id that its certificate must have.</param>
/// <param name="Address">Host name or address, and port.</param>
public sealed record ParentConfiguration(string Node, string Address);
