using Mcu.Core.Composing;
using Mcu.Core.Srtp;

namespace Mcu.Core.Conferences;

/// <summary>Where a site stands between being named and having left.</summary>
public enum SiteState
{
    /// <summary>Bound to the conference (it may have a pane) and not connected yet.</summary>
    Expected,

    /// <summary>Being called by us.</summary>
    Calling,

    /// <summary>Being called by us, and its endpoint rings (180).</summary>
    Ringing,

    /// <summary>In the conference.</summary>
    Connected,

    /// <summary>In the conference, but put us on hold (RFC 3264 §8.4).</summary>
    Held,

    /// <summary>Was in the conference and left, or was lost.</summary>
    Left,
}

/// <summary>Who has muted a site; it is silent while any of them has.</summary>
[Flags]
public enum MuteBits
{
    /// <summary>Nobody: the site can be heard.</summary>
    None = 0,

    /// <summary>The site itself (*6).</summary>
    Self = 1,

    /// <summary>The district's operator.</summary>
    District = 2,

    /// <summary>The province's operator.</summary>
    Province = 4,
}

/// <summary>One site of a conference: plain data that a standby can take over.</summary>
public sealed record Participant(string Site, string Title, SiteRole Role)
{
    /// <summary>The SIP address at which it is called; none: it calls in.</summary>
    public string? Address { get; init; }

    /// <summary>The node below this one through which it is here; none: its room has called this node.</summary>
    public string? Via { get; init; }

    /// <summary>Whether media with its room is encrypted; none: as the conference does.</summary>
    public SrtpPolicy? Srtp { get; init; }

    /// <summary>Where it stands.</summary>
    public SiteState State { get; init; } = SiteState.Expected;

    /// <summary>Whether it was bound by name before it connected, so that it stays on the roster when it leaves.</summary>
    public bool IsBound { get; init; }

    /// <summary>Who has muted it.</summary>
    public MuteBits Mutes { get; init; }

    /// <summary>Amplification of its sound in dB, -40 to +20.</summary>
    public double GainDecibels { get; init; }

    /// <summary>Whether it has sent a picture in this call; without one it shows <i>không có hình</i>.</summary>
    public bool SendsPicture { get; init; }

    /// <summary>Whether it has slides to show, shown or not.</summary>
    public bool OffersSlides { get; init; }

    /// <summary>How often it began to have some: who sees that rise knows of a new presentation, whatever it missed in between.</summary>
    public uint SlidesBegun { get; init; }

    /// <summary>Whether it was connected and now nothing comes from it: its pane shows <i>mất tín hiệu</i>.</summary>
    public bool SignalLost { get; init; }

    /// <summary>Why it left or could not be reached: a word, or a SIP status with its phrase; empty while it is here.</summary>
    public string LeftBecause { get; init; } = "";

    /// <summary>Whether our call to it waits for its answer.</summary>
    public bool IsBeingCalled => State is SiteState.Calling or SiteState.Ringing;

    /// <summary>Whether it is in the conference now.</summary>
    public bool IsPresent => State is SiteState.Connected or SiteState.Held;

    /// <summary>Whether its sound may be mixed.</summary>
    public bool MayBeHeard => State == SiteState.Connected && Mutes == MuteBits.None && Role != SiteRole.Watcher;
}
