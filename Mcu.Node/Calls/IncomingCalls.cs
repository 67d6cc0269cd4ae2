using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Media;

namespace Mcu.Node.Calls;

/// <summary>Answers or refuses rooms that call in. Belongs to the control loop.</summary>
public sealed class IncomingCalls(
    SipGateway gateway, SessionMaker sessions, CallMedia media, CallBook book, Func<string, LiveConference?> findConference)
{
    /// <summary>Answers an INVITE, or refuses it.</summary>
    public void Answer(SipEvent.IncomingCall incoming, Instant now)
    {
        string dialled = incoming.Request.RequestUri?.User ?? "";
        if (findConference(dialled) is not { } conference)
        {
            Reject(incoming.Call, 404, [], now);
            return;
        }

        LiveCall? lost = RoomIdentity.FindLost(conference, incoming.Call);
        (string site, string title) = lost is null ? SiteNames.Of(conference, incoming.Request.From) : (lost.Site, lost.Title);
        if (CallReasons.StatusOf(conference.State.MayJoin(site)) is { } status)
        {
            Reject(incoming.Call, status, [], now);
            return;
        }

        if (media.TryOpenPorts(now) is not { } ports)
        {
            Reject(incoming.Call, 503, [new SipHeader("Retry-After", "10")], now);
            return;
        }

        if (lost is null && conference.CallOf(site) is { } ours)
        {
            book.Hangup(ours, CallReasons.CalledIn, now);
        }

        var call = new LiveCall(incoming.Call, conference, site)
        {
            SessionId = sessions.NewSessionId(),
            Title = title,
            Ports = ports,
            Srtp = sessions.PolicyOf(conference, site),
        };
        if (incoming.Offer is { } offer)
        {
            if (sessions.OffersSlides(call, offer))
            {
                media.PrepareSlides(call, SessionMaker.OffersFloor(offer), now);
            }

            AnswerOffer(call, offer, ports, now);
        }
        else
        {
            media.PrepareSlides(call, withFloor: true, now);
            call.PendingOffer = sessions.Offer(call, ports);
            Register(call, gateway.Agent.Accept(call.Sip, SessionMaker.BodyOf(call.PendingOffer), now), now);
        }
    }

    private void AnswerOffer(LiveCall call, SipBody offer, LegPorts ports, Instant now)
    {
        if (sessions.Answer(call, offer, ports, out SessionRefusal? refusal) is not { } session)
        {
            Reject(call.Sip, refusal!.Status, refusal.Headers, now);
            media.DiscardUntold(call, ports);
        }
        else if (!media.TryCreateLeg(call, session, now))
        {
            media.DiscardUntold(call, ports: null);
            Reject(call.Sip, 500, [], now);
        }
        else
        {
            media.ApplySlides(call, session, now);
            bool isAccepted = gateway.Agent.Accept(call.Sip, SessionMaker.BodyOf(session.LocalDescription), now);
            Register(call, isAccepted, now);
            if (isAccepted)
            {
                book.Join(call, now);
            }
        }
    }

    private void Register(LiveCall call, bool isAccepted, Instant now)
    {
        LiveCall? replaced = call.Conference.CallOf(call.Site);
        book.Add(call);
        if (replaced is not null)
        {
            book.Hangup(replaced, CallReasons.CalledIn, now); // the site is the new call's already, and does not leave
            call.Conference.Replan(now);
        }

        if (!isAccepted)
        {
            book.Close(call, CallReasons.Canceled, now); // the caller gave up meanwhile
        }
    }

    private void Reject(SipCall sip, int status, IReadOnlyList<SipHeader> headers, Instant now) =>
        gateway.Agent.Reject(sip, status, reason: null, headers, now);
}
