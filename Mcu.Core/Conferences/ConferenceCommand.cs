using Mcu.Core.Composing;
using Mcu.Core.Srtp;

namespace Mcu.Core.Conferences;

/// <summary>
/// Something that is to change in a conference. Commands are plain data: a node applies them in one order, and a
/// standby that applies the same ones in the same order arrives at the same conference.
/// </summary>
public abstract record ConferenceCommand
{
    private ConferenceCommand()
    {
    }

    /// <summary>Puts a site on the roster before it connects.</summary>
    public sealed record Bind(string Site, string Title, string? Address, SiteRole Role, SrtpPolicy? Srtp = null) : ConferenceCommand;

    /// <summary>A call to the site has begun.</summary>
    public sealed record Call(string Site, string Title, string Address) : ConferenceCommand;

    /// <summary>The endpoint of the site that is being called rings.</summary>
    public sealed record Ring(string Site) : ConferenceCommand;

    /// <summary>The site's call is up; after a lost signal it may be another call, and the site keeps all that it had.</summary>
    public sealed record Join(string Site, string Title, SiteRole? Role = null) : ConferenceCommand;

    /// <summary>The site's call goes on here, after another node had it: the site is as it was, and nobody is told.</summary>
    public sealed record Adopt(string Site, string Title) : ConferenceCommand;

    /// <summary>The site's call has ended, or never came up.</summary>
    public sealed record Leave(string Site, string Because) : ConferenceCommand;

    /// <summary>The site put us on hold, or took us back.</summary>
    public sealed record Hold(string Site, bool On) : ConferenceCommand;

    /// <summary>The site's first picture came, or its signal was lost or returned.</summary>
    public sealed record Signal(string Site, bool SendsPicture, bool Lost) : ConferenceCommand;

    /// <summary>A node below reports a site of its own: it is on this roster too, as that node has it, with the mutes that nodes below own.</summary>
    public sealed record Mirror(Participant Site, MuteBits Owned = MuteBits.Self | MuteBits.District) : ConferenceCommand;

    /// <summary>Sets or clears one of a site's mutes.</summary>
    public sealed record Mute(string Site, MuteBits By, bool On) : ConferenceCommand;

    /// <summary>Sets a site's amplification in dB.</summary>
    public sealed record SetGain(string Site, double Decibels) : ConferenceCommand;

    /// <summary>Changes the common picture's layout.</summary>
    public sealed record SetLayout(LayoutSpec Layout) : ConferenceCommand;

    /// <summary>Makes a site the chair (chủ tọa), known or not yet; whoever was it becomes a member.</summary>
    public sealed record AppointChair(string Site, string Title) : ConferenceCommand;

    /// <summary>Shows one site, or the picture of a unit (<see cref="UnitPicture"/>), full screen to all; null ends it.</summary>
    public sealed record Focus(string? Site) : ConferenceCommand;

    /// <summary>Refuses further sites that are not bound, or admits them again.</summary>
    public sealed record SetLocked(bool On) : ConferenceCommand;

    /// <summary>Shows a line of text on all pictures; null takes it away.</summary>
    public sealed record ShowMessage(string? Text) : ConferenceCommand;

    /// <summary>Sets when the conference closes by itself.</summary>
    public sealed record SetEnd(DateTimeOffset At) : ConferenceCommand;

    /// <summary>A site asks for the floor (đăng ký phát biểu).</summary>
    public sealed record RequestFloor(string Site) : ConferenceCommand;

    /// <summary>The chair's operator gives the floor (mời phát biểu); null: to the first in the queue.</summary>
    public sealed record GiveFloor(string? Site) : ConferenceCommand;

    /// <summary>The chair's operator takes the floor back (thôi phát biểu).</summary>
    public sealed record TakeFloor : ConferenceCommand;

    /// <summary>A site's request leaves the queue.</summary>
    public sealed record CancelRequest(string Site) : ConferenceCommand;

    /// <summary>A site has slides (trình chiếu) to show, or no longer: it sends them, or asks for the floor of content (RFC 8855).</summary>
    public sealed record OfferSlides(string Site, bool On) : ConferenceCommand;

    /// <summary>A site's slides are shown to all, whoever's were before.</summary>
    public sealed record Present(string Site) : ConferenceCommand;

    /// <summary>Nobody's slides are shown any more.</summary>
    public sealed record StopContent : ConferenceCommand;

    /// <summary>A recording has begun (the file's name), or ended (null).</summary>
    public sealed record Recording(string? File) : ConferenceCommand;

    /// <summary>Closes the conference.</summary>
    public sealed record End(string Because) : ConferenceCommand;
}
