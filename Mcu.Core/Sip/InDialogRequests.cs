using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Serves requests within dialogs (RFC 3261 §12.2.2).</summary>
internal sealed class InDialogRequests(AgentServices services, CallEndings endings, IncomingReinvites incoming, Reinvites reinvites)
{
    /// <summary>The call that a request with a To tag belongs to; null when there is none, or it comes from elsewhere.</summary>
    public SipCall? Find(SipMessage request, SipFlow flow)
    {
        SipCall? call = services.Calls.Find(request.CallId, request.To.Tag ?? "");
        if (call?.Dialog is not { } dialog || dialog.RemoteTag != (request.From.Tag ?? ""))
        {
            return null;
        }

        if (!services.Options.PinsDialogs || CallFlows.IsFromPeer(call, flow))
        {
            return call;
        }

        services.Counters.FromElsewhere++;
        return null;
    }

    public void Serve(SipCall call, SipMessage request, SipFlow flow, Instant now)
    {
        CallFlows.Follow(call, flow);
        ServerTransaction transaction = services.Transactions.Serve(request, flow);
        if (request.CSeq.Number <= call.Dialog!.RemoteCSeq)
        {
            Respond(call, transaction, 500, now); // out of order
            return;
        }

        call.Dialog.RemoteCSeq = request.CSeq.Number;
        if (call.State == CallState.Ending)
        {
            Respond(call, transaction, request.Method == SipMethods.Bye ? 200 : 481, now);
        }
        else if (RequestChecks.Inspect(request) is { } refusal)
        {
            Respond(call, transaction, refusal, now);
        }
        else
        {
            Dispatch(call, transaction, now);
        }
    }

    /// <summary>The ACK to a 2xx of ours.</summary>
    public void OnAck(SipCall call, SipMessage ack, SipFlow flow, Instant now)
    {
        if (call.Unacked is not { } unacked || unacked.Number != ack.CSeq.Number)
        {
            return;
        }

        CallFlows.Follow(call, flow);
        call.Unacked = null;
        if (call.ByeAfterAck)
        {
            endings.SendBye(call, text: null, now);
        }
        else if (unacked.IsLateOffer)
        {
            call.Dialog!.RemoteDescription = ack.Body.ToArray();
            services.Tell(new SipEvent.AnswerReceived(call, ack.Content));
        }

        reinvites.Pump(call, now);
    }

    private void Dispatch(SipCall call, ServerTransaction transaction, Instant now)
    {
        SipMessage request = transaction.Request;
        switch (request.Method)
        {
            case SipMethods.Invite or SipMethods.Update:
                incoming.Begin(call, transaction, now);
                break;
            case SipMethods.Bye:
                Respond(call, transaction, 200, now);
                End(call, now);
                break;
            case SipMethods.Info:
                Respond(call, transaction, 200, now);
                services.Tell(DtmfInfo.TryRead(request.Content, out char key, out TimeSpan duration)
                    ? new SipEvent.DtmfReceived(call, key, duration)
                    : new SipEvent.InfoReceived(call, request.Content));
                break;
            case SipMethods.Prack:
                Respond(call, transaction, TakePrack(call, request) ? 200 : 481, now);
                break;
            default:
                Respond(call, transaction, OptionsAnswer.Ok, now);
                break;
        }
    }

    private void End(SipCall call, Instant now)
    {
        if (call.State == CallState.Ringing)
        {
            endings.Cancel(call, now);
        }
        else
        {
            endings.EndByPeer(call, now);
        }
    }

    // RAck: the RSeq, and the CSeq of the INVITE (RFC 3262 §7.2).
    private static bool TakePrack(SipCall call, SipMessage prack)
    {
        if (call.Incoming is not { Provisional: { } provisional } invite
            || prack.Headers[SipHeaderNames.RAck] != $"{provisional.RSeq} {invite.Request.CSeq}")
        {
            return false;
        }

        invite.Provisional = null;
        return true;
    }

    private void Respond(SipCall call, ServerTransaction transaction, int status, Instant now) =>
        Respond(call, transaction, new SipAnswer(status), now);

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
