using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>The peer's changes of a session: re-INVITE and UPDATE (RFC 3261 §14.2, RFC 3311 §5.2).</summary>
internal sealed class IncomingReinvites(AgentServices services, Reinvites reinvites)
{
    private const double LongestRetryAfter = 10;

    public void Begin(SipCall call, ServerTransaction transaction, Instant now)
    {
        SipMessage request = transaction.Request;
        if (Obstacle(call, request) is { } obstacle)
        {
            Respond(call, transaction, obstacle, now);
        }
        else if (request.Method == SipMethods.Update && request.Content is null)
        {
            AnswerRefresh(call, transaction, now);
        }
        else
        {
            Ask(call, transaction, now);
        }
    }

    /// <summary>Answers with 200; false when nothing waits for an answer.</summary>
    public bool Answer(SipCall call, SipBody? body, Instant now)
    {
        if (call is not { State: CallState.Established, Incoming: { } incoming, Dialog: { } dialog })
        {
            return false;
        }

        call.Incoming = null;
        SendSuccess(call, incoming.Transaction, body, now);
        dialog.LocalDescription = body?.Bytes.ToArray() ?? dialog.LocalDescription;
        if (incoming.Request.Content is { } offer)
        {
            dialog.RemoteDescription = offer.Bytes.ToArray();
        }

        if (!incoming.IsUpdate)
        {
            call.Unacked = new UnackedSuccess(incoming.Transaction, incoming.IsLateOffer, services.Timers, now);
        }

        reinvites.Pump(call, now);
        return true;
    }

    /// <summary>Refuses, the session stays as it was; false when nothing waits for an answer.</summary>
    public bool Refuse(SipCall call, int status, Instant now)
    {
        if (call is not { State: CallState.Established, Incoming: { } incoming })
        {
            return false;
        }

        call.Incoming = null;
        Respond(call, incoming.Transaction, new SipAnswer(status), now);
        reinvites.Pump(call, now);
        return true;
    }

    /// <summary>The peer took its re-INVITE back.</summary>
    public void Cancel(SipCall call, Instant now)
    {
        Refuse(call, 487, now);
        services.Tell(new SipEvent.ReofferCanceled(call));
    }

    private static bool HasOfferOut(SipCall call) => call.Outgoing is not null || call.Unacked is { IsLateOffer: true };

    /// <summary>Why the request cannot be served now; null when it can.</summary>
    private SipAnswer? Obstacle(SipCall call, SipMessage request)
    {
        bool changes = request.Method == SipMethods.Invite || request.Content is not null;
        if (changes && (call.State == CallState.Ringing || call.Incoming is not null))
        {
            int seconds = (int)(services.Random.NextDouble() * (LongestRetryAfter + 1));
            return new SipAnswer(500, new SipHeader(SipHeaderNames.RetryAfter, seconds.ToString()));
        }

        if (changes && HasOfferOut(call))
        {
            return new SipAnswer(491);
        }

        return SessionTimerTerms.IsTooSmall(request, services.Options) ? IncomingCalls.TooSmall(services.Options) : null;
    }

    private void Ask(SipCall call, ServerTransaction transaction, Instant now)
    {
        // A new re-INVITE shows that the peer has our 2xx to the last, though its ACK was lost.
        call.Unacked = null;
        call.Incoming = new IncomingInvite(transaction);
        transaction.Call = call;
        if (!call.Incoming.IsUpdate)
        {
            transaction.Respond(services.Responses.Build(transaction.Request, 100, tag: null), now);
        }

        services.Tell(new SipEvent.Reoffer(call, transaction.Request.Content, call.Incoming.IsUpdate));
    }

    private void AnswerRefresh(SipCall call, ServerTransaction transaction, Instant now)
    {
        SendSuccess(call, transaction, body: null, now);
        services.Tell(new SipEvent.RefreshOnly(call));
    }

    private void SendSuccess(SipCall call, ServerTransaction transaction, SipBody? body, Instant now)
    {
        DialogState dialog = call.Dialog!;
        SipMessage response = services.Responses.BuildForDialog(transaction.Request, 200, call.LocalTag, dialog.LocalContact, body);
        SessionTimerTerms.AgreeAsServer(transaction.Request, response, dialog, services.Options);
        transaction.Respond(response, now);
        DialogFactory.RefreshTarget(dialog, transaction.Request);
        CallFlows.Move(call, transaction);
        call.SessionTimer.Restart(dialog, now);
        services.Deadlines.Update(call.Clock);
    }

    private void Respond(SipCall call, ServerTransaction transaction, SipAnswer answer, Instant now)
    {
        SipMessage response = services.Responses.Build(transaction.Request, answer.Status, call.LocalTag);
        foreach (SipHeader header in answer.Headers)
        {
            response.Headers.Add(header.Name, header.Value);
        }

        transaction.Respond(response, now);
    }
}
