using Mcu.Core.Sdp.Negotiation;
using Mcu.Core.Sip;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;
using Mcu.Node.Conferences;
using Mcu.Node.Failover;
using Mcu.Node.Media;
using Mcu.Node.Net;
using System.Globalization;

namespace Mcu.Node.Calls;

/// <summary>
/// Carries on a call that another node had: its media begin anew on sockets and streams of ours, and a re-INVITE tells the
/// room. Belongs to the control loop.
/// </summary>
public sealed class CallAdoption(SipGateway gateway, SessionMaker sessions, CallMedia media, CallBook book, SessionChanges changes)
{
    private const int MostMoves = 2;

    /// <summary>
    /// Takes a call over: from now on the room is sent sound and picture, and may send. It is not told yet:
    /// <see cref="Announce"/>.
    /// </summary>
    /// <param name="record">The call as the other node wrote it down.</param>
    /// <param name="term">That in which this node leads.</param>
    /// <param name="conference">Its conference, with mutes, floor and layout as they were.</param>
    /// <param name="now">The present.</param>
    /// <param name="call">The call; none when it is not adopted.</param>
    /// <returns>What hinders; <see cref="Hindrance.None"/>: it is adopted.</returns>
    public Hindrance Begin(V1.DialogRecord record, ulong term, LiveConference conference, Instant now, out LiveCall? call)
    {
        call = null;
        if (conference.CallOf(record.Site) is not null)
        {
            return Hindrance.CalledAnew;
        }

        AdoptionVerdict verdict = gateway.Agent.Adopt(record.ToSnapshot(), term, now, out SipCall? sip);
        if (sip is null)
        {
            return verdict switch
            {
                AdoptionVerdict.Ended => Hindrance.Over,
                AdoptionVerdict.Known => Hindrance.CalledAnew,
                _ => Hindrance.NotConfirmed,
            };
        }

        Hindrance hindrance = Join(record, conference, sip, now, out call);
        if (hindrance != Hindrance.None)
        {
            gateway.Agent.Hangup(sip, CallReasons.TakeoverFailed, now); // it is ours now: the room is not left with a dead call
            gateway.Flush();
        }

        return hindrance;
    }

    /// <summary>Tells the room where its call is now. <see cref="LiveCall.Outcome"/> tells what it says.</summary>
    public void Announce(LiveCall call, Instant now)
    {
        if (IsPending(call) && book.Has(call) && call.PendingOffer is { } offer)
        {
            gateway.Agent.Reinvite(call.Sip, SessionMaker.BodyOf(offer), now);
            gateway.Flush();
        }
    }

    /// <summary>The room has answered a re-INVITE of ours.</summary>
    public void OnAnswered(LiveCall call, SipBody? answer, Instant now)
    {
        if (!IsPending(call))
        {
            return; // a refresh
        }

        if (SessionMaker.Complete(call, answer) is not { } session)
        {
            OnRefused(call, SdpRefusal.StatusCode);
        }
        else if (call.Leg!.Fits(session) && call.SlidesFit(session))
        {
            changes.Apply(call, session, now);
            Settle(call);
        }
        else
        {
            MoveAgain(call, session, now);
        }
    }

    /// <summary>The room has refused a re-INVITE of ours.</summary>
    public static void OnRefused(LiveCall call, int status)
    {
        if (IsPending(call))
        {
            call.Outcome!.TrySetResult(new CallOutcome(status, CallReasons.TakeoverFailed));
        }
    }

    /// <summary>The room made an offer of its own before our re-INVITE came through. If we could answer, it knows where we are.</summary>
    public void OnOfferOfTheRoom(LiveCall call)
    {
        if (IsPending(call) && call is { PendingOffer: null, Leg: not null })
        {
            gateway.Agent.WithdrawReinvite(call.Sip);
            Settle(call);
        }
    }

    private static bool IsPending(LiveCall call) => call is { IsAdopted: true, Outcome.Task.IsCompleted: false };

    private Hindrance Join(V1.DialogRecord record, LiveConference conference, SipCall sip, Instant now, out LiveCall? call)
    {
        call = null;
        if (media.TryOpenPorts(now) is not { } ports)
        {
            return Hindrance.NoPorts;
        }

        MediaPortPair? slides = SessionMaker.HasSlides(record.LocalDescription) ? media.TryOpenSlidesPorts(now) : null;
        if (sessions.Move(record.LocalDescription, record.RemoteDescription, record.OfferedByUs, ports, slides) is not { } session)
        {
            media.DiscardUntold(ports, slides);
            return Hindrance.NoSession;
        }

        var adopted = new LiveCall(sip, conference, record.Site)
        {
            IsAdopted = true,
            Srtp = sessions.PolicyOf(conference, record.Site),
            Title = record.Title,
            SessionId = ulong.TryParse(session.LocalOrigin.SessionId, CultureInfo.InvariantCulture, out ulong id) ? id : 0,
            ConnectedAt = record.ConnectedAt?.ToDateTimeOffset(),
            MediaSince = now,
            Ports = ports,
            SlidesPorts = slides,
            PendingOffer = SdpNegotiator.Refresh(session),
            Outcome = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously),
        };
        if (!media.TryCreateLeg(adopted, session, now))
        {
            media.DiscardUntold(ports: null, slides);
            return Hindrance.CodecFailed;
        }

        media.ApplySlides(adopted, session, now);

        call = adopted;
        book.Adopt(call, now);
        return Hindrance.None;
    }

    // The room answers otherwise than it did when the call was made: media begin once more, on other ports.
    private void MoveAgain(LiveCall call, NegotiatedSession session, Instant now)
    {
        if (++call.Moves >= MostMoves || media.TryOpenPorts(now) is not { } ports)
        {
            OnRefused(call, SdpRefusal.StatusCode);
            return;
        }

        bool hasSlides = session.Slides is not null && media.TryRenewSlides(call, now);
        NegotiatedSession moved = sessions.Move(
            session.LocalDescription, session.RemoteDescription, offeredByUs: true, ports, hasSlides ? call.SlidesPorts : null)!;
        call.Ports = ports;
        changes.Apply(call, moved, now);
        call.PendingOffer = SdpNegotiator.Refresh(moved);
        Announce(call, now);
    }

    private static void Settle(LiveCall call)
    {
        MediaLeg leg = call.Leg!;
        leg.SetPeer(call.Session!, call.Signaling, isNews: true);
        leg.Video?.Send.RequestKeyFrame(); // it may have dropped what came from a stranger until now
        if (call is { Slides: { } slides, Session.Slides: { } agreed })
        {
            slides.SetPeer(agreed, call.Signaling, isNews: true);
            slides.Stream.Send.RequestKeyFrame();
        }

        call.Outcome!.TrySetResult(new CallOutcome(200, "OK"));
    }
}

/// <summary>Why a call of another node is not carried on.</summary>
public enum Hindrance
{
    /// <summary>It is.</summary>
    None,

    /// <summary>It is over.</summary>
    Over,

    /// <summary>The site has a call with this node already.</summary>
    CalledAnew,

    /// <summary>It had not been answered, or its record is damaged.</summary>
    NotConfirmed,

    /// <summary>No media port is free.</summary>
    NoPorts,

    /// <summary>Its descriptions make no session.</summary>
    NoSession,

    /// <summary>A codec could not be opened.</summary>
    CodecFailed,
}
