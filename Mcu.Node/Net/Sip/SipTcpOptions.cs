namespace Mcu.Node.Net.Sip;

/// <summary>The bounds of <see cref="SipTcpTransport"/>.</summary>
public sealed record SipTcpOptions
{
    /// <summary>The most connections, theirs and ours.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>The most connections that one address may have made.</summary>
    public int MaxPerAddress { get; init; } = 64;

    /// <summary>How long a message may take from its first byte to its last, and a new peer to its first message.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a connection may be silent: longer than a session interval of 1800 s, within which a call's refresh shows
    /// that its connection lives (RFC 4028).
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(35);

    /// <summary>How long a connection of ours may take to come about.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How many bytes may wait for a peer to read them; one that leaves more is closed.</summary>
    public int MaxPendingBytes { get; init; } = 256 * 1024;

    /// <summary>Asked before each message is written, however long it has waited; one that it does not admit is dropped.</summary>
    public GatedEgress Egress { get; init; } = GatedEgress.Open;
}
