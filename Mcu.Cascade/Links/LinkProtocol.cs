using Body = Mcu.V1.LinkEnvelope.BodyOneofCase;

namespace Mcu.Cascade.Links;

/// <summary>Versions of what links say, and their time limits.</summary>
public static class LinkProtocol
{
    /// <summary>This program's version.</summary>
    public const uint Version = 2;

    /// <summary>The oldest that it still speaks with: 1 had no tunnel and no levels.</summary>
    public const uint Oldest = 1;

    /// <summary>Between two heartbeats.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>A link from which nothing came for so long is suspect.</summary>
    public static readonly TimeSpan SuspectAfter = TimeSpan.FromMilliseconds(300);

    /// <summary>A link from which nothing came for so long is lost.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromMilliseconds(1000);

    /// <summary>What both sides have to say who they are.</summary>
    public static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(2);

    /// <summary>Words for what this program can do.</summary>
    public static IReadOnlyList<string> Capabilities { get; } =
    [
        LinkCapability.Udp, LinkCapability.Tunnel, LinkCapability.Nack, LinkCapability.Levels, LinkCapability.Mutes, LinkCapability.Mosaic,
        LinkCapability.Content, LinkCapability.Gaps,
    ];

    /// <summary>
    /// Whether only the active node of an HA group may say something. Who it is, whether it lives and how media would go may be said
    /// by each, so that links to a standby are warm; whatever changes a meeting may not.
    /// </summary>
    public static bool NeedsActiveNode(Body body) => body is not
        (Body.Hello or Body.Welcome or Body.Refusal or Body.Goodbye or Body.Heartbeat or Body.PathChanged or Body.MediaOffer);

    /// <summary>Whether a peer of a version can be spoken with.</summary>
    public static bool Speaks(uint version) => version is >= Oldest and <= Version + 1; // a newer peer speaks ours, being one ahead
}
