namespace Mcu.Node.Control;

/// <summary>Where a site is in its call.</summary>
public enum SiteState
{
    /// <summary>Known by name only: a pane is bound to it.</summary>
    Expected,
    Calling,
    Ringing,
    Connected,
    OnHold,

    /// <summary>The SIP dialog lives, media stopped for longer than the RTP time-out.</summary>
    SignalLost,
    Disconnected,
}

/// <summary>Who called whom.</summary>
public enum SiteDirection
{
    Unknown,
    DialedIn,
    DialedOut,
}

/// <summary>One site (điểm cầu) of a conference, with what was measured over the last second.</summary>
/// <param name="Id">Made by the node, stable, ASCII.</param>
/// <param name="Uri">SIP address of the room; null while it is expected.</param>
/// <param name="Muted">By an operator.</param>
/// <param name="SelfMuted">By the room (*6).</param>
/// <param name="GainDb">-40 to +20.</param>
/// <param name="RttMs">From RTCP; null: not known yet.</param>
/// <param name="LevelDbfs">Of what it sends, -127 (silent) to 0.</param>
/// <param name="Reason">Why it left or could not be reached; null otherwise.</param>
/// <param name="Srtp">The suite that encrypts all its media (AES_CM_128_HMAC_SHA1_80); null: something of it is in the clear.</param>
/// <param name="Unit">The nodes below this one through which it is here (<c>khanh-son</c>); empty: its room has called this node.</param>
/// <param name="HasSlides">It has slides to show, shown or not.</param>
/// <param name="Presenting">They are shown.</param>
public sealed record SiteInfo(
    string Id,
    string Name,
    string? Uri,
    SiteState State,
    SiteDirection Direction = SiteDirection.Unknown,
    bool Muted = false,
    bool SelfMuted = false,
    double GainDb = 0,
    bool OnFloor = false,
    bool Speaking = false,
    DateTimeOffset? ConnectedAt = null,
    StreamInfo? AudioIn = null,
    StreamInfo? AudioOut = null,
    StreamInfo? VideoIn = null,
    StreamInfo? VideoOut = null,
    double? RttMs = null,
    double LevelDbfs = SiteInfo.Silence,
    string? Reason = null,
    bool Chair = false,
    string Unit = "",
    string? Srtp = null,
    bool HasSlides = false,
    bool Presenting = false,
    StreamInfo? SlidesIn = null,
    StreamInfo? SlidesOut = null)
{
    /// <summary>dBFS of digital silence, as RFC 6464 has it.</summary>
    public const double Silence = -127;
}

/// <summary>One direction of one medium. Sizes and frame rate are 0 for sound.</summary>
/// <param name="Codec">RTP name: H264, VP8, opus, G722, PCMA, PCMU.</param>
/// <param name="BitrateKbps">RTP packets over the last second.</param>
/// <param name="LossPercent">Over the last second: ours (in), or as the room reports it (out).</param>
/// <param name="JitterMs">RFC 3550 interarrival jitter.</param>
public sealed record StreamInfo(
    string Codec, int Width, int Height, double FrameRate, double BitrateKbps, double LossPercent, double JitterMs);

/// <summary>A call to make.</summary>
/// <param name="Target">A SIP URI, or the name of a site whose address the node knows.</param>
/// <param name="Name">What its tile shows; null: the known name, else the URI's user part.</param>
/// <param name="Retries">Further attempts, 0 to 10.</param>
public sealed record SiteCall(string Target, string? Name, int Retries, TimeSpan RetryInterval, bool Wait);

/// <summary>One site by name, or all but some.</summary>
/// <param name="Site">Null: all sites.</param>
/// <param name="Except">With all sites only.</param>
public sealed record SiteSelection(string? Site, IReadOnlyList<string> Except)
{
    /// <summary>One site.</summary>
    public static SiteSelection One(string site) => new(site, []);

    /// <summary>All sites but the named ones.</summary>
    public static SiteSelection AllBut(params IReadOnlyList<string> except) => new(Site: null, except);
}
