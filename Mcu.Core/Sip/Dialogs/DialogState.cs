namespace Mcu.Core.Sip.Dialogs;

/// <summary>
/// All that a dialog is (RFC 3261 §12), as plain data: written down by one node, another can carry the call on.
/// Addresses and URIs are text; bodies are octets.
/// </summary>
public sealed record DialogState
{
    /// <summary>Call-ID.</summary>
    public required string CallId { get; init; }

    /// <summary>Our tag, 128 random bits.</summary>
    public required string LocalTag { get; init; }

    /// <summary>The peer's tag; empty for a peer of RFC 2543 that sent none.</summary>
    public required string RemoteTag { get; init; }

    /// <summary>Our From value without the tag.</summary>
    public required string LocalUri { get; init; }

    /// <summary>The peer's To value without the tag.</summary>
    public required string RemoteUri { get; init; }

    /// <summary>True when we sent the INVITE that made the dialog, and so chose Call-ID (RFC 3261 §14.1).</summary>
    public required bool IsCaller { get; init; }

    /// <summary>Our Contact.</summary>
    public required string LocalContact { get; set; }

    /// <summary>The peer's Contact: the Request-URI of requests in the dialog.</summary>
    public required string RemoteTarget { get; set; }

    /// <summary>Route values, first hop first.</summary>
    public required IReadOnlyList<string> RouteSet { get; set; }

    /// <summary>The CSeq number of our last request.</summary>
    public uint LocalCSeq { get; set; }

    /// <summary>The CSeq number of the peer's last request; null before the first.</summary>
    public uint? RemoteCSeq { get; set; }

    /// <summary>The flow's transport.</summary>
    public SipTransport Transport { get; set; }

    /// <summary>The flow's local address and port.</summary>
    public string LocalAddress { get; set; } = "";

    /// <summary>The flow's remote address and port.</summary>
    public string RemoteAddress { get; set; } = "";

    /// <summary>Where the peer's messages came from, should it send from another port than it listens on; empty: unknown.</summary>
    public string SourceAddress { get; set; } = "";

    /// <summary>The session interval in seconds; 0 without a session timer (RFC 4028).</summary>
    public uint SessionInterval { get; set; }

    /// <summary>True when the refreshes are ours to send.</summary>
    public bool WeRefresh { get; set; }

    /// <summary>True when the peer's Allow names UPDATE.</summary>
    public bool PeerAllowsUpdate { get; set; }

    /// <summary>The version of the o= line of our last session description; the application's to keep.</summary>
    public ulong SdpVersion { get; set; }

    /// <summary>Our last session description, to be repeated in a refresh by re-INVITE.</summary>
    public byte[] LocalDescription { get; set; } = [];

    /// <summary>The peer's last session description.</summary>
    public byte[] RemoteDescription { get; set; } = [];
}
