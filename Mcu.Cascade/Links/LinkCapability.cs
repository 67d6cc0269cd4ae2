namespace Mcu.Cascade.Links;

/// <summary>Words by which a node says what it can do on its links. Whatever depends on the other end asks for one, never for a version.</summary>
public static class LinkCapability
{
    /// <summary>Media by UDP.</summary>
    public const string Udp = "udp";

    /// <summary>Media over gRPC where UDP does not get through, and probes that tell.</summary>
    public const string Tunnel = "tunnel";

    /// <summary>Lost pictures are sent again (RFC 4585).</summary>
    public const string Nack = "nack";

    /// <summary>Who speaks and how loud, several times a second.</summary>
    public const string Levels = "levels";

    /// <summary>Mutes of more tiers than two: it follows the district's, and tells a node's tier.</summary>
    public const string Mutes = "mutes";

    /// <summary>One picture of all sites of the node.</summary>
    public const string Mosaic = "mosaic";

    /// <summary>Slides (trình chiếu) as a picture of their own, and one presenter for the whole meeting.</summary>
    public const string Content = "content";

    /// <summary>How long the meeting's sound and picture were away at the node below: it tells, and is listened to.</summary>
    public const string Gaps = "gaps";
}
