namespace Mcu.Cascade.Links;

/// <summary>Which end of a link a node is.</summary>
public enum LinkRole
{
    /// <summary>It dials, and is fed by the other.</summary>
    Child,

    /// <summary>It is dialled.</summary>
    Parent,
}

/// <summary>What a node says of itself on its links.</summary>
/// <param name="Node">Its id, which its certificate carries too.</param>
/// <param name="Title">Its name as operators read it.</param>
/// <param name="Boot">Random, of this run of the program.</param>
/// <param name="Version">The program's version.</param>
public sealed record LinkSelf(string Node, string Title, ulong Boot, string Version)
{
    /// <summary>Nodes from the root down to this one, itself included; as they are now.</summary>
    public Func<IReadOnlyList<string>> Path { get; init; } = () => [];

    /// <summary>Nodes below this one, itself included; as they are now.</summary>
    public Func<IReadOnlyList<string>> Below { get; init; } = () => [];

    /// <summary>The HA group that this node is one of; empty: none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Where it takes SIP, address and port; empty: not told.</summary>
    public string Sip { get; init; } = "";

    /// <summary>The group's term, as far as this node knows; 0 without a group.</summary>
    public Func<ulong> Term { get; init; } = () => 0;

    /// <summary>Whether this node leads its group now; always without a group.</summary>
    public Func<bool> Leads { get; init; } = () => true;
}

/// <summary>What the other end has said of itself.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Title">Its name as operators read it.</param>
/// <param name="Boot">Of its run of the program.</param>
/// <param name="Generation">A child's: of its attach.</param>
/// <param name="Version">Its program's version.</param>
/// <param name="Protocol">The version that it speaks.</param>
/// <param name="Capabilities">What it can do.</param>
public sealed record LinkPeer(
    string Node, string Title, ulong Boot, ulong Generation, string Version, uint Protocol, IReadOnlyList<string> Capabilities)
{
    /// <summary>A child's HA group; empty: none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Where a child takes SIP, address and port; empty: not told.</summary>
    public string Sip { get; init; } = "";

    /// <summary>
    /// The unit that it speaks for: itself, or its group where its certificate allows that: khanh-son and khanh-son-2 may speak for
    /// khanh-son, and no other node may say that it does.
    /// </summary>
    public string Unit => Node == Group || (Group.Length > 0 && Node.StartsWith($"{Group}-", StringComparison.Ordinal)) ? Group : Node;

    /// <summary>Whether it can do something, by <see cref="LinkCapability"/>.</summary>
    public bool Can(string capability) => Capabilities.Contains(capability, StringComparer.Ordinal);

    /// <summary>Whether this is a later attach of the same child than another.</summary>
    public bool Replaces(LinkPeer other) => Boot != other.Boot || Generation > other.Generation;
}

/// <summary>Why a link ended.</summary>
public enum LinkEndKind
{
    /// <summary>The other side said goodbye.</summary>
    Goodbye,

    /// <summary>One side does not want it; the detail says why.</summary>
    Refused,

    /// <summary>Nothing came for too long.</summary>
    Silent,

    /// <summary>The connection broke.</summary>
    Broken,

    /// <summary>More waits than the queue holds: the other side does not read.</summary>
    Congested,

    /// <summary>This side closed it.</summary>
    Closed,
}

/// <summary>How a link ended.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Refusal">With <see cref="LinkEndKind.Refused"/>: the reason.</param>
/// <param name="Detail">Node ids, versions; for logs and operators.</param>
public sealed record LinkEnd(LinkEndKind Kind, V1.RefusalReason Refusal = V1.RefusalReason.Unspecified, string Detail = "");
