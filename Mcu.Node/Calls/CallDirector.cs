using System.Net;
using Mcu.Core.Codecs;
using Mcu.Core.Composing;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;
using Mcu.Node.Net;

namespace Mcu.Node.Calls;

/// <summary>
/// Brings calls and conferences together: answers and makes calls, negotiates their sessions, gives them media, and tells
/// the conference who comes, holds and goes. Belongs to the control loop.
/// </summary>
public sealed class CallDirector
{
    private readonly Dictionary<SipCall, LiveCall> calls = [];
    private readonly SipGateway gateway;
    private readonly MediaEngine engine;
    private readonly ControlLoop control;
    private readonly SessionMaker sessions;
    private readonly CallOptions options;
    private readonly Func<string, LiveConference?> findConference;

    /// <summary>Joins the SIP gateway to the conferences.</summary>
    /// <param name="gateway">Calls.</param>
    /// <param name="engine">Their media.</param>
    /// <param name="control">The loop that everything here runs on.</param>
    /// <param name="sessions">Offers and answers.</param>
    /// <param name="options">What calls are made of.</param>
    /// <param name="findConference">The conference of a dialled name or number.</param>
    public CallDirector(
        SipGateway gateway,
        MediaEngine engine,
        ControlLoop control,
        SessionMaker sessions,
        CallOptions options,
        Func<string, LiveConference?> findConference)
    {
        this.gateway = gateway;
        this.engine = engine;
        this.control = control;
        this.sessions = sessions;
        this.options = options;
        this.findConference = findConference;
        gateway.OnEvent = OnEvent;
    }

    /// <summary>Calls that are up or being made.</summary>
    public IReadOnlyCollection<LiveCall> Calls => calls.Values;

    /// <summary>Calls a site; its outcome is told by <see cref="LiveCall.Outcome"/>. None when there are no ports left.</summary>
    public LiveCall? Dial(LiveConference conference, string site, SipUri target, IPEndPoint destination, Instant now)
    {
        if (engine.TryOpenPorts(now, out LegPorts? ports) != MediaPortResult.Opened)
        {
            return null;
        }

        ConferenceSettings settings = conference.State.Settings;
        var from = new NameAddress(settings.Title, SipUri.Parse($"sip:{settings.Name}@{options.Domain}"), SipParameters.None);
        SipTransport transport = string.Equals(target.Parameters["transport"], "tcp", StringComparison.OrdinalIgnoreCase) ? SipTransport.Tcp : SipTransport.Udp;
        ulong sessionId = sessions.NewSessionId();
        var draft = new LiveCall(sip: null, conference, site) { SessionId = sessionId };
        SessionDescription offer = sessions.Offer(draft, ports!);
        SipCall sip = gateway.Agent.Invite(
            new SipInvitation(target, from, destination, transport, SessionMaker.BodyOf(offer)) { ContactUser = settings.Name }, now);
        var call = new LiveCall(sip, conference, site)
        {
            SessionId = sessionId,
            Ports = ports,
            PendingOffer = offer,
            Outcome = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously),
        };
        calls[sip] = call;
        conference.Add(call);
        gateway.Flush();
        return call;
    }

    /// <summary>Ends a call.</summary>
    public void Hangup(LiveCall call, string because, Instant now)
    {
        gateway.Agent.Hangup(call.Sip, because, now);
        Close(call, because, now);
        gateway.Flush();
    }

    /// <summary>Asks a site for a key frame by SIP (RFC 5168).</summary>
    private void RequestKeyFrameByInfo(SipCall sip) => control.TryPost(() =>
    {
        if (calls.ContainsKey(sip))
        {
            gateway.Agent.SendInfo(sip, KeyFrameRequests.Body, MonotonicClock.Now);
            gateway.Flush();
        }
    });

    private void OnEvent(SipEvent happened)
    {
        Instant now = MonotonicClock.Now;
        if (happened is SipEvent.IncomingCall incoming)
        {
            Answer(incoming, now);
        }
        else if (calls.TryGetValue(happened.Call, out LiveCall? call))
        {
            Handle(call, happened, now);
        }
    }

    private void Handle(LiveCall call, SipEvent happened, Instant now)
    {
        switch (happened)
        {
            case SipEvent.Ringing { Status: 180 or 183 }: // 183: a gateway that plays its ringing (RFC 3960 §2)
                call.Conference.Apply(new ConferenceCommand.Ring(call.Site), now);
                break;
            case SipEvent.Answered answered:
                Establish(call, SessionMaker.Complete(call, answered.Body), now);
                break;
            case SipEvent.AnswerReceived answer:
                OnAnswerInAck(call, SessionMaker.Complete(call, answer.Body), now);
                break;
            case SipEvent.Reoffer reoffer:
                Reanswer(call, reoffer.Offer, now);
                break;
            case SipEvent.InfoReceived info when KeyFrameRequests.IsRequest(info.Body):
                call.Leg?.Video?.Send.RequestKeyFrame();
                break;
            case SipEvent.DtmfReceived pressed:
                OnKey(call, pressed.Key, now);
                break;
            case SipEvent.Canceled:
                Close(call, CallReasons.Canceled, now);
                break;
            case SipEvent.Ended ended:
                Close(call, CallReasons.Of(ended), now);
                break;
            case SipEvent.Failed failed:
                string phrase = CallReasons.PhraseOf(failed);
                call.Outcome?.TrySetResult(new CallOutcome(failed.Status, phrase));
                Close(call, CallReasons.OfStatus(failed.Status, phrase), now);
                break;
        }
    }

    private void Answer(SipEvent.IncomingCall incoming, Instant now)
    {
        string dialled = incoming.Request.RequestUri?.User ?? "";
        if (findConference(dialled) is not { } conference)
        {
            Reject(incoming.Call, 404, [], now);
            return;
        }

        (string site, string title) = SiteNames.Of(conference, incoming.Request.From);
        if (CallReasons.StatusOf(conference.State.MayJoin(site)) is { } status)
        {
            Reject(incoming.Call, status, [], now);
            return;
        }

        if (engine.TryOpenPorts(now, out LegPorts? ports) != MediaPortResult.Opened)
        {
            Reject(incoming.Call, 503, [new SipHeader("Retry-After", "10")], now);
            return;
        }

        if (conference.CallOf(site) is { } ours)
        {
            Hangup(ours, CallReasons.CalledIn, now);
        }

        var call = new LiveCall(incoming.Call, conference, site) { SessionId = sessions.NewSessionId(), Title = title, Ports = ports };
        if (incoming.Offer is { } offer)
        {
            AnswerOffer(call, offer, now);
        }
        else
        {
            call.PendingOffer = sessions.Offer(call, ports!);
            Register(call, gateway.Agent.Accept(call.Sip, SessionMaker.BodyOf(call.PendingOffer), now), now);
        }
    }

    private void AnswerOffer(LiveCall call, SipBody offer, Instant now)
    {
        if (sessions.Answer(call, offer, call.Ports!, out SessionRefusal? refusal) is not { } session)
        {
            Reject(call.Sip, refusal!.Status, refusal.Headers, now);
            engine.Discard(call.Ports!, now);
        }
        else if (!TryCreateLeg(call, session, now))
        {
            Reject(call.Sip, 500, [], now);
        }
        else
        {
            bool isAccepted = gateway.Agent.Accept(call.Sip, SessionMaker.BodyOf(session.LocalDescription), now);
            Register(call, isAccepted, now);
            if (isAccepted)
            {
                Join(call, now);
            }
        }
    }

    private void Register(LiveCall call, bool isAccepted, Instant now)
    {
        calls[call.Sip] = call;
        call.Conference.Add(call);
        if (!isAccepted)
        {
            Close(call, CallReasons.Canceled, now); // the caller gave up meanwhile
        }
    }

    private void OnAnswerInAck(LiveCall call, NegotiatedSession? session, Instant now)
    {
        if (call.Leg is null)
        {
            Establish(call, session, now);
        }
        else if (session is not null)
        {
            Update(call, session, now);
        }
    }

    private void Establish(LiveCall call, NegotiatedSession? session, Instant now)
    {
        call.PendingOffer = null;
        if (session is null || !TryCreateLeg(call, session, now))
        {
            call.Outcome?.TrySetResult(new CallOutcome(SdpRefusal.StatusCode, "no common codec"));
            Hangup(call, CallReasons.NoCommonCodec, now);
            return;
        }

        Join(call, now);
        call.Outcome?.TrySetResult(new CallOutcome(200, "OK"));
    }

    private void Join(LiveCall call, Instant now)
    {
        call.ConnectedAt = DateTimeOffset.UtcNow;
        call.MediaSince = now;
        if (!call.Conference.Apply(new ConferenceCommand.Join(call.Site, call.Title, RoleOf(call)), now).IsDone)
        {
            Hangup(call, CallReasons.NotAdmitted, now);
        }
    }

    // Who sends nothing only watches; who did so in an earlier call, unbidden, may speak in this one.
    private static SiteRole? RoleOf(LiveCall call)
    {
        bool sends = (call.Session!.Audio?.Direction.Receives() ?? false) || (call.Session.Video?.Direction.Receives() ?? false);
        bool onlyWatched = call.Conference.State.Find(call.Site) is { Role: SiteRole.Watcher, IsBound: false };
        return sends ? onlyWatched ? SiteRole.Member : null : SiteRole.Watcher;
    }

    private bool TryCreateLeg(LiveCall call, NegotiatedSession session, Instant now)
    {
        call.Session = session;
        int clockRate = session.Audio?.ClockRate ?? 8000;
        if (call.Lines is null || call.Lines.Audio.ClockRate != clockRate)
        {
            LegLines fresh = engine.NewLines(clockRate);
            call.Lines = call.Lines is null ? fresh : call.Lines with { Audio = fresh.Audio };
        }

        LegPorts ports = call.Ports!;
        call.Ports = null;
        var request = new LegRequest(
            call.Site,
            session,
            call.Lines,
            call.Signaling,
            call.Conference.State.Settings.Picture.BitsPerSecond,
            key => control.TryPost(() => OnKey(call, key, MonotonicClock.Now)),
            () => RequestKeyFrameByInfo(call.Sip));
        try
        {
            call.Leg = engine.CreateLeg(request, ports, now);
            return true;
        }
        catch (CodecException)
        {
            return false;
        }
    }

    private void Reanswer(LiveCall call, SipBody? offer, Instant now)
    {
        if (call.Leg is not { } leg)
        {
            gateway.Agent.RejectReinvite(call.Sip, 491, now);
            return;
        }

        if (offer is null)
        {
            call.PendingOffer = call.Session is { } current ? SdpNegotiator.Refresh(current) : null;
            gateway.Agent.AnswerReinvite(call.Sip, SessionMaker.BodyOf(call.PendingOffer!), now);
            return;
        }

        NegotiatedSession? session = sessions.Answer(call, offer, leg.Ports, out SessionRefusal? refusal);
        if (session is null)
        {
            gateway.Agent.RejectReinvite(call.Sip, refusal!.Status, now);
            return;
        }

        if (!leg.Fits(session))
        {
            if (engine.TryOpenPorts(now, out LegPorts? fresh) != MediaPortResult.Opened)
            {
                gateway.Agent.RejectReinvite(call.Sip, SdpRefusal.StatusCode, now);
                return;
            }

            session = sessions.Answer(call, offer, fresh!, out _)!; // another codec: media begins anew on other ports
            call.Ports = fresh;
        }

        gateway.Agent.AnswerReinvite(call.Sip, SessionMaker.BodyOf(session.LocalDescription), now);
        Update(call, session, now);
    }

    private void Update(LiveCall call, NegotiatedSession session, Instant now)
    {
        bool wasHeld = IsHeld(call.Session!);
        MediaLeg leg = call.Leg!;
        call.PendingOffer = null;
        if (call.Ports is not null)
        {
            if (!TryCreateLeg(call, session, now))
            {
                Hangup(call, CallReasons.CodecFailed, now);
                return;
            }

            call.MediaSince = now;
        }
        else
        {
            call.Session = session;
            leg.SetPeer(session, call.Signaling);
        }

        bool isHeld = IsHeld(session);
        if (wasHeld && !isHeld)
        {
            call.Leg!.Video?.Resume();
            call.MediaSince = now;
        }

        call.Conference.Apply(new ConferenceCommand.Hold(call.Site, isHeld), now);
        call.Conference.Replan(now);
        if (!ReferenceEquals(leg, call.Leg))
        {
            engine.Close(leg, call.Conference.Media);
        }
    }

    // The peer does not want to hear us: hold (RFC 3264 §8.4).
    private static bool IsHeld(NegotiatedSession session) =>
        !(session.Audio?.Direction ?? session.Video?.Direction ?? MediaDirection.SendReceive).Sends();

    private void OnKey(LiveCall call, char key, Instant now)
    {
        if (!calls.ContainsKey(call.Sip))
        {
            return;
        }

        switch (call.Keys.Press(key, now))
        {
            case KeyCommand.ToggleMute:
                bool isMuted = call.Conference.State.Find(call.Site)?.Mutes.HasFlag(MuteBits.Self) ?? false;
                call.Conference.Apply(new ConferenceCommand.Mute(call.Site, MuteBits.Self, !isMuted), now);
                break;
            case KeyCommand.RequestFloor:
                call.Conference.Apply(new ConferenceCommand.RequestFloor(call.Site), now);
                break;
        }
    }

    private void Close(LiveCall call, string because, Instant now)
    {
        if (!calls.Remove(call.Sip))
        {
            return;
        }

        call.Outcome?.TrySetResult(new CallOutcome(487, because));
        if (call.Conference.Remove(call))
        {
            call.Conference.Apply(new ConferenceCommand.Leave(call.Site, because), now);
            call.Conference.Replan(now);
        }

        if (call.Leg is { } leg)
        {
            engine.Close(leg, call.Conference.Media);
        }

        if (call.Ports is { } ports)
        {
            engine.Discard(ports, now);
        }
    }

    private void Reject(SipCall sip, int status, IReadOnlyList<SipHeader> headers, Instant now) =>
        gateway.Agent.Reject(sip, status, reason: null, headers, now);
}
