using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>What becomes of an INVITE that begins a call.</summary>
internal sealed class CallOutcome(AgentServices services, OutgoingCalls calls, CallEndings endings, SipCall call) : IInviteOutcome
{
    private const uint LastNumber = 3;
    private SipBody? early;

    public void OnProvisional(OutgoingInvite invite, SipMessage response)
    {
        early = response.Content ?? early;
        services.Tell(new SipEvent.Ringing(call, response.Status, response.Content));
    }

    public void OnSuccess(OutgoingInvite invite, SipMessage response, SipFlow flow, Instant now)
    {
        call.Dialog = DialogFactory.FromResponse(invite.Request, response, flow);
        call.ResponseSource = flow.Remote;
        CallFlows.Pin(call, flow.IsReliable ? flow : invite.Flow);
        if (call.State != CallState.Ringing)
        {
            // The 2xx overtook our CANCEL, or the hang-up came first: the dialog stands, so it is ended (RFC 3261 §9.1).
            invite.Acknowledge(answer: null, now);
            call.Outgoing = null;
            endings.SendBye(call, text: null, now);
            return;
        }

        call.State = CallState.Established;
        SessionTimerTerms.AgreeAsClient(response, call.Dialog);
        call.SessionTimer.Restart(call.Dialog, now);
        if (!invite.AwaitsAnswer)
        {
            invite.Acknowledge(answer: null, now);
            call.Outgoing = null;
        }

        services.Tell(new SipEvent.Answered(call, response.Content ?? early, invite.AwaitsAnswer));
    }

    public void OnRefused(OutgoingInvite invite, int status, SipMessage? response, Instant now)
    {
        call.Outgoing = null;
        uint number = invite.Request.CSeq.Number;
        if (call.State != CallState.Ringing)
        {
            services.Calls.Remove(call);
        }
        else if (status == 422 && response?.MinSe is { } minSe && number < LastNumber)
        {
            calls.Send(call, number + 1, minSe, now);
        }
        else
        {
            TimeSpan? retryAfter = response?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            services.Calls.Remove(call);
            services.Tell(new SipEvent.Failed(call, status, retryAfter, response));
        }
    }

    public void OnUnanswered(OutgoingInvite invite, Instant now)
    {
        call.State = CallState.Ending;
        services.Tell(new SipEvent.Failed(call, 408, RetryAfter: null, Response: null));
        invite.Cancel(now);
    }
}
