using Mcu.Core.Composing;
using Mcu.Core.Conferences.Media;
using Mcu.Core.Rtp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Node.Calls;
using Mcu.Node.Media;
using Mcu.Node.Net;
using System.Net;

namespace Mcu.Node.Conferences;

/// <summary>One call between a site and a conference: its SIP side, its session and its media. Belongs to the control loop.</summary>
public sealed class LiveCall(SipCall? sip, LiveConference conference, string site)
{
    /// <summary>The SIP side.</summary>
    public SipCall Sip => sip ?? throw new InvalidOperationException("the call is not made yet");

    /// <summary>The conference.</summary>
    public LiveConference Conference { get; } = conference;

    /// <summary>The site's key in it.</summary>
    public string Site { get; } = site;

    /// <summary>The site's name as people read it.</summary>
    public string Title { get; init; } = site;

    /// <summary>What was negotiated; none before.</summary>
    public NegotiatedSession? Session { get; set; }

    /// <summary>Its media; none before the negotiation.</summary>
    public MediaLeg? Leg { get; set; }

    /// <summary>Its continuous streams towards the site; made with the first leg.</summary>
    public LegLines? Lines { get; set; }

    /// <summary>Sockets that wait for the negotiation.</summary>
    public LegPorts? Ports { get; set; }

    /// <summary>Its slides; none: not negotiated.</summary>
    public SlidesLeg? Slides { get; set; }

    /// <summary>Whether what was agreed anew leaves its slides on the same paths; where there are none before or after, it does.</summary>
    public bool SlidesFit(NegotiatedSession agreed) => Slides is not { } slides || agreed.Slides is not { } session || slides.Fits(session);

    /// <summary>Sockets for slides that wait for the negotiation.</summary>
    public MediaPortPair? SlidesPorts { get; set; }

    /// <summary>Floor control of its slides; none: not negotiated.</summary>
    public CallFloor? Floor { get; set; }

    /// <summary>Sockets for floor control that wait for the negotiation.</summary>
    public MediaPortPair? FloorPorts { get; set; }

    /// <summary>Its continuous stream of slides towards the site; made with the first ones.</summary>
    public RtpStreamLine? SlidesLine { get; set; }

    /// <summary>Our offer that waits for its answer.</summary>
    public Core.Sdp.SessionDescription? PendingOffer { get; set; }

    /// <summary>Our session id in SDP; the same for the whole call.</summary>
    public ulong SessionId { get; init; }

    /// <summary>Whether its media is to be encrypted; settled when it begins.</summary>
    public SrtpPolicy Srtp { get; init; }

    /// <summary>Turns presses of keys into commands.</summary>
    public KeyCommands Keys { get; } = new();

    /// <summary>Whether its site stays as it is when it ends: it is here by another node, or is to be again.</summary>
    public bool SiteStays { get; set; }

    /// <summary>Whether another node had it before.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>How often an adopted call's session moved to other ports before the room agreed.</summary>
    public int Moves { get; set; }

    /// <summary>Told once how an outgoing or adopted call went; none for a call that came in.</summary>
    public TaskCompletionSource<CallOutcome>? Outcome { get; init; }

    /// <summary>Where the site's signalling comes from.</summary>
    public IPAddress Signaling => Sip.Flow.Remote.Address;

    /// <summary>When it was connected.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>When its media began.</summary>
    public Instant MediaSince { get; set; }

    /// <summary>What its pane showed when it was last planned.</summary>
    public PaneStatus Shown { get; set; }

    /// <summary>How its picture is encoded.</summary>
    public EncoderClass ViewClass { get; set; }

    /// <summary>How slides are encoded for it.</summary>
    public EncoderClass SlidesClass { get; set; }

    /// <summary>What is measured of it.</summary>
    public SiteMeter Meter { get; } = new();
}

/// <summary>How an outgoing call went.</summary>
/// <param name="Status">200, or the SIP status that refused it.</param>
/// <param name="Phrase">The reason phrase.</param>
public sealed record CallOutcome(int Status, string Phrase)
{
    /// <summary>It was answered, with nothing that we can send.</summary>
    public static CallOutcome NoCommonCodec { get; } = new(SdpRefusal.StatusCode, "no common codec");

    /// <summary>Whether it was answered.</summary>
    public bool IsAnswered => Status == 200;
}
