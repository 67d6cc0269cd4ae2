using System.Globalization;
using Mcu.Core.Randomness;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Srtp;
using Mcu.Node.Conferences;
using Mcu.Node.Media;
using Mcu.Node.Net;

namespace Mcu.Node.Calls;

/// <summary>Makes and answers offers for a call's sockets (RFC 3264), with what the node and the conference can.</summary>
public sealed class SessionMaker(CallOptions options, IRandomSource random)
{
    private const int HighestBitsPerSecond = 4_000_000;
    private const int HighestSlidesBitsPerSecond = 2_000_000;

    /// <summary>A session id for a new call: below 2^63, as some parsers have signed numbers.</summary>
    public ulong NewSessionId() => ((ulong)random.NextUInt32() << 31) | random.NextUInt32() >> 1;

    /// <summary>Whether media with a site is to be encrypted: as is said for it, else for its conference, else for the node.</summary>
    public SrtpPolicy PolicyOf(LiveConference conference, string site) =>
        conference.State.Find(site)?.Srtp ?? conference.State.Settings.Srtp ?? options.Srtp;

    /// <summary>Whether a peer's offer has a line for slides.</summary>
    public bool OffersSlides(LiveCall call, SipBody offer) =>
        options.VideoCodecs.Count > 0 && TryRead(offer, out SessionDescription? description, out _) && SdpNegotiator.OffersSlides(description!, call.Srtp);

    /// <summary>Whether it has one for floor control too, that we can serve.</summary>
    public static bool OffersFloor(SipBody offer) => TryRead(offer, out SessionDescription? description, out _) && SdpNegotiator.OffersFloor(description!);

    /// <summary>Our offer on the call's sockets.</summary>
    public SessionDescription Offer(LiveCall call, LegPorts ports) => SdpNegotiator.Offer(Capabilities(call, ports), call.Session);

    /// <summary>The answer to the peer's offer; none, with the status to refuse with, when it cannot be.</summary>
    public NegotiatedSession? Answer(LiveCall call, SipBody offer, LegPorts ports, out SessionRefusal? refusal)
    {
        if (!TryRead(offer, out SessionDescription? description, out refusal))
        {
            return null;
        }

        NegotiationResult result = SdpNegotiator.Answer(description!, Capabilities(call, ports), call.Session);
        refusal = result.IsAccepted ? null : SessionRefusal.Of(result.Refusal, options.Domain);
        return result.Session;
    }

    /// <summary>What the peer's answer makes of our offer.</summary>
    public static NegotiatedSession? Complete(LiveCall call, SipBody? answer)
    {
        if (answer is null || call.PendingOffer is not { } offer || !TryRead(answer, out SessionDescription? description, out _))
        {
            return null;
        }

        return SdpNegotiator.Complete(offer, description!, call.Session).Session;
    }

    /// <summary>
    /// A session as another node wrote it down, on sockets of ours; none when its descriptions cannot be read, or leave nothing
    /// to send. Its local description is the offer that tells the room.
    /// </summary>
    /// <param name="local">Its description.</param>
    /// <param name="remote">The room's.</param>
    /// <param name="offeredByUs">Whether its description was the offer.</param>
    /// <param name="ports">Our sockets.</param>
    /// <param name="slides">Our sockets for slides; none: they end.</param>
    public NegotiatedSession? Move(string local, string remote, bool offeredByUs, LegPorts ports, MediaPortPair? slides) =>
        SessionDescription.TryParse(local, out SessionDescription? ours, out _) && SessionDescription.TryParse(remote, out SessionDescription? theirs, out _)
            ? SdpNegotiator.Move(
                ours, theirs, offeredByUs, options.MediaAddress.ToString(), RtpPortsOf(ports.Audio), RtpPortsOf(ports.Video), slides is null ? null : RtpPortsOf(slides)).Session
            : null;

    /// <summary>Whether a description of ours, or of the node that had the call, has slides.</summary>
    public static bool HasSlides(string local) => SessionDescription.TryParse(local, out SessionDescription? ours, out _) && SdpNegotiator.HasSlides(ours);

    /// <summary>The body of a description.</summary>
    public static SipBody BodyOf(SessionDescription description) => BodyOf(description.ToString());

    /// <summary>The body of a description.</summary>
    public static SipBody BodyOf(string description) => SipBody.Sdp(System.Text.Encoding.UTF8.GetBytes(description));

    private static bool TryRead(SipBody body, out SessionDescription? description, out SessionRefusal? refusal)
    {
        description = null;
        refusal = body.Is(SipBody.SdpType) ? null : new SessionRefusal(415, []);
        if (refusal is null && !SessionDescription.TryParse(body.Bytes.Span, out description, out SdpParseError error))
        {
            refusal = new SessionRefusal(400, [new SipHeader("Warning", $"399 mcu \"SDP: {error}\"")]);
        }

        return refusal is null;
    }

    private MediaCapabilities Capabilities(LiveCall call, LegPorts ports) => new()
    {
        Address = options.MediaAddress.ToString(),
        SessionId = call.SessionId,
        Srtp = new SrtpCapabilities(call.Srtp, random),
        Audio = new AudioCapabilities(RtpPortsOf(ports.Audio)) { Codecs = options.AudioCodecs },
        Video = options.VideoCodecs.Count == 0 ? null : new VideoCapabilities(RtpPortsOf(ports.Video))
        {
            Codecs = options.VideoCodecs,
            MaxBitsPerSecond = HighestBitsPerSecond,
        },
        Slides = options.VideoCodecs.Count > 0 && (call.SlidesPorts ?? call.Slides?.Ports) is { } slides
            ? new VideoCapabilities(RtpPortsOf(slides)) { Codecs = options.VideoCodecs, MaxBitsPerSecond = HighestSlidesBitsPerSecond }
            : null,
        Floor = (call.FloorPorts ?? call.Floor?.Channel.Ports) is { } floor
            ? new FloorCapabilities(floor.Rtp.Local.Port, ConferenceIdOf(call), (ushort)((call.SessionId % (ushort.MaxValue - 1)) + 1))
            : null,
    };

    // Any number serves: each call has a server of its own.
    private static uint ConferenceIdOf(LiveCall call) =>
        uint.TryParse(call.Conference.State.Settings.Number, CultureInfo.InvariantCulture, out uint number) ? number : 1;

    private static RtpPorts RtpPortsOf(MediaPortPair pair) => new(pair.Rtp.Local.Port, pair.Rtcp.Local.Port);
}

/// <summary>Why a session is refused, as SIP says it.</summary>
/// <param name="Status">400, 415 or 488.</param>
/// <param name="Headers">Warning, as a rule (RFC 3261 §20.43).</param>
public sealed record SessionRefusal(int Status, IReadOnlyList<SipHeader> Headers)
{
    internal static SessionRefusal Of(SdpRefusal refusal, string host) =>
        new(SdpRefusal.StatusCode, [new SipHeader("Warning", $"{refusal.WarningCode} {host} \"{refusal.WarningText}\"")]);
}
