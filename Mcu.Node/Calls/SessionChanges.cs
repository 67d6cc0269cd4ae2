using Mcu.Core.Conferences;
using Mcu.Core.Sdp;
using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Media;

namespace Mcu.Node.Calls;

/// <summary>Changes the session of a call that is up: re-INVITE, hold and resume, other codecs (RFC 3264 §8). Belongs to the control loop.</summary>
public sealed class SessionChanges(SipGateway gateway, SessionMaker sessions, CallMedia media, CallBook book)
{
    /// <summary>Answers a new offer, or makes one when the peer leaves that to us.</summary>
    public void Answer(LiveCall call, SipBody? offer, Instant now)
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

        if (sessions.OffersSlides(call, offer))
        {
            media.PrepareSlides(call, SessionMaker.OffersFloor(offer), now);
        }

        NegotiatedSession? session = sessions.Answer(call, offer, leg.Ports, out SessionRefusal? refusal);
        if (session is null)
        {
            media.DiscardUntold(call, ports: null);
            gateway.Agent.RejectReinvite(call.Sip, refusal!.Status, now);
            return;
        }

        bool slidesFit = call.SlidesFit(session);
        if (!leg.Fits(session) || !slidesFit)
        {
            if (!TryOpenAnew(call, leg.Fits(session), slidesFit, now))
            {
                media.DiscardUntold(call, ports: null);
                gateway.Agent.RejectReinvite(call.Sip, SdpRefusal.StatusCode, now);
                return;
            }

            session = sessions.Answer(call, offer, call.Ports ?? leg.Ports, out _)!; // another codec: media begins anew on other ports
        }

        gateway.Agent.AnswerReinvite(call.Sip, SessionMaker.BodyOf(session.LocalDescription), now);
        Apply(call, session, now);
    }

    /// <summary>A changed session takes effect.</summary>
    public void Apply(LiveCall call, NegotiatedSession session, Instant now)
    {
        bool wasHeld = IsHeld(call.Session!);
        MediaLeg leg = call.Leg!;
        call.PendingOffer = null;
        if (call.Ports is not null)
        {
            if (!media.TryCreateLeg(call, session, now))
            {
                book.Hangup(call, CallReasons.CodecFailed, now);
                return;
            }

            call.MediaSince = now;
        }
        else
        {
            call.Session = session;
            leg.SetPeer(session, call.Signaling);
        }

        media.ApplySlides(call, session, now);
        bool isHeld = IsHeld(session);
        if (wasHeld && !isHeld)
        {
            call.Leg!.Video?.Resume();
            call.Slides?.Stream.Resume();
            call.MediaSince = now;
        }

        call.Conference.Apply(new ConferenceCommand.Hold(call.Site, isHeld), now);
        call.Conference.Replan(now);
        if (!ReferenceEquals(leg, call.Leg))
        {
            media.Close(leg, call.Conference);
        }
    }

    private bool TryOpenAnew(LiveCall call, bool legFits, bool slidesFit, Instant now)
    {
        if (!slidesFit && !media.TryRenewSlides(call, now))
        {
            return false;
        }

        call.Ports = legFits ? null : media.TryOpenPorts(now);
        return legFits || call.Ports is not null;
    }

    // The peer does not want to hear us: hold (RFC 3264 §8.4).
    private static bool IsHeld(NegotiatedSession session) =>
        !(session.Audio?.Direction ?? session.Video?.Direction ?? MediaDirection.SendReceive).Sends();
}
