using System.Net;
using Mcu.Core.Conferences;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Srtp;
using Mcu.Core.Time;
using Mcu.Node.Alarms;
using Mcu.Node.Conferences;
using Mcu.Node.Loops;
using Mcu.Node.Media;

namespace Mcu.Node.Calls;

/// <summary>
/// Brings calls and conferences together: makes calls, and hands what the user agent tells of each to whose matter it is.
/// Belongs to the control loop.
/// </summary>
public sealed class CallDirector
{
    private readonly SipGateway gateway;
    private readonly SessionMaker sessions;
    private readonly CallOptions options;
    private readonly CallMedia media;
    private readonly CallBook book;
    private readonly IncomingCalls incomingCalls;
    private readonly SessionChanges changes;

    /// <summary>Joins the SIP gateway to the conferences.</summary>
    /// <param name="gateway">Calls.</param>
    /// <param name="engine">Their media.</param>
    /// <param name="control">The loop that everything here runs on.</param>
    /// <param name="sessions">Offers and answers.</param>
    /// <param name="options">What calls are made of.</param>
    /// <param name="findConference">The conference of a dialled name or number.</param>
    /// <param name="faults">Told of codecs that fail.</param>
    public CallDirector(
        SipGateway gateway,
        MediaEngine engine,
        ControlLoop control,
        SessionMaker sessions,
        CallOptions options,
        Func<string, LiveConference?> findConference,
        FaultInbox faults)
    {
        this.gateway = gateway;
        this.sessions = sessions;
        this.options = options;
        media = new CallMedia(engine, control, faults, (call, key) => OnKey(call, key, MonotonicClock.Now), RequestKeyFrameByInfo);
        book = new CallBook(gateway, media);
        incomingCalls = new IncomingCalls(gateway, sessions, media, book, findConference);
        changes = new SessionChanges(gateway, sessions, media, book);
        Adoption = new CallAdoption(gateway, sessions, media, book, changes);
        gateway.OnEvent = OnEvent;
    }

    /// <summary>Carries on calls that another node had.</summary>
    public CallAdoption Adoption { get; }

    /// <summary>Calls that are up or being made.</summary>
    public IReadOnlyCollection<LiveCall> Calls => book.Calls;

    /// <summary>Whether media with a site is to be encrypted.</summary>
    public SrtpPolicy PolicyOf(LiveConference conference, string site) => sessions.PolicyOf(conference, site);

    /// <summary>Calls a site; its outcome is told by <see cref="LiveCall.Outcome"/>. None when there are no ports left.</summary>
    public LiveCall? Dial(CallTarget to, IPEndPoint destination, SrtpPolicy srtp, Instant now)
    {
        if (media.TryOpenPorts(now) is not { } ports)
        {
            return null;
        }

        (LiveConference conference, string site, SipUri target) = (to.Conference, to.Site, to.Uri);
        ConferenceSettings settings = conference.State.Settings;
        var from = new NameAddress(settings.Title, SipUri.Parse($"sip:{settings.Name}@{options.Domain}"), SipParameters.None);
        SipTransport transport = string.Equals(target.Parameters["transport"], "tcp", StringComparison.OrdinalIgnoreCase) ? SipTransport.Tcp : SipTransport.Udp;
        ulong sessionId = sessions.NewSessionId();
        var draft = new LiveCall(sip: null, conference, site) { SessionId = sessionId, Srtp = srtp };
        media.PrepareSlides(draft, withFloor: true, now);
        SessionDescription offer = sessions.Offer(draft, ports);
        SipCall sip = gateway.Agent.Invite(
            new SipInvitation(target, from, destination, transport, SessionMaker.BodyOf(offer)) { ContactUser = settings.Name }, now);
        var call = new LiveCall(sip, conference, site)
        {
            SessionId = sessionId,
            Srtp = srtp,
            Ports = ports,
            SiteStays = to.IsOrphan,
            SlidesPorts = draft.SlidesPorts,
            FloorPorts = draft.FloorPorts,
            PendingOffer = offer,
            Outcome = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously),
        };
        book.Add(call);
        gateway.Flush();
        return call;
    }

    /// <summary>Ends a call.</summary>
    public void Hangup(LiveCall call, string because, Instant now) => book.Hangup(call, because, now);

    /// <summary>Whether a call is still there.</summary>
    public bool Has(LiveCall call) => book.Has(call);

    /// <summary>
    /// Another node has this one's calls: they are dropped without a message to anybody, and nothing that comes in is
    /// answered until <see cref="Serve"/>.
    /// </summary>
    public void AbandonAll(Instant now)
    {
        gateway.Agent.AbandonAll();
        book.Abandon(now);
    }

    /// <summary>Another node is about to have the calls: what comes in is for that one, and is passed over until <see cref="Serve"/>. Media go on.</summary>
    public void FallSilent() => gateway.Agent.IsSilent = true;

    /// <summary>This node is about to have calls that it does not know yet: what comes in is answered, unless it is of one of those.</summary>
    public void AwaitCalls() => (gateway.Agent.IsSilent, gateway.Agent.AwaitsCalls) = (false, true);

    /// <summary>This node has the calls: what comes in is answered.</summary>
    public void Serve() => (gateway.Agent.IsSilent, gateway.Agent.AwaitsCalls) = (false, false);

    private void OnEvent(SipEvent happened)
    {
        Instant now = MonotonicClock.Now;
        if (happened is SipEvent.IncomingCall incoming)
        {
            incomingCalls.Answer(incoming, now);
        }
        else if (book.TryGet(happened.Call, out LiveCall? call))
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
                Adoption.OnOfferOfTheRoom(call);
                break;
            case SipEvent.Reoffer reoffer:
                changes.Answer(call, reoffer.Offer, now);
                Adoption.OnOfferOfTheRoom(call);
                break;
            case SipEvent.ReinviteAnswered answered:
                Adoption.OnAnswered(call, answered.Body, now);
                break;
            case SipEvent.ReinviteFailed failed:
                CallAdoption.OnRefused(call, failed.Status);
                break;
            case SipEvent.InfoReceived info when KeyFrameRequests.IsRequest(info.Body):
                call.Leg?.Video?.Send.RequestKeyFrame(); // which of the two is not said
                call.Slides?.Stream.Send.RequestKeyFrame();
                break;
            case SipEvent.DtmfReceived pressed:
                OnKey(call, pressed.Key, now);
                break;
            case SipEvent.Canceled:
                book.Close(call, CallReasons.Canceled, now);
                break;
            case SipEvent.Ended ended:
                book.Close(call, CallReasons.Of(ended), now);
                break;
            case SipEvent.Failed failed:
                string phrase = CallReasons.PhraseOf(failed);
                call.Outcome?.TrySetResult(new CallOutcome(failed.Status, phrase));
                book.Close(call, CallReasons.OfStatus(failed.Status, phrase), now);
                break;
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
            changes.Apply(call, session, now);
        }
    }

    private void Establish(LiveCall call, NegotiatedSession? session, Instant now)
    {
        call.PendingOffer = null;
        if (session is null || !media.TryCreateLeg(call, session, now))
        {
            call.Outcome?.TrySetResult(CallOutcome.NoCommonCodec);
            book.Hangup(call, CallReasons.NoCommonCodec, now);
            return;
        }

        media.ApplySlides(call, session, now);
        book.Join(call, now);
        call.Outcome?.TrySetResult(new CallOutcome(200, "OK"));
    }

    // RFC 5168
    private void RequestKeyFrameByInfo(LiveCall call)
    {
        if (book.Has(call))
        {
            gateway.Agent.SendInfo(call.Sip, KeyFrameRequests.Body, MonotonicClock.Now);
            gateway.Flush();
        }
    }

    private void OnKey(LiveCall call, char key, Instant now)
    {
        if (!book.Has(call))
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
}
