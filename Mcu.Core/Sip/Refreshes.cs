using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Sends session refreshes: UPDATE without a body where the peer allows it, else a re-INVITE (RFC 4028 §7.4).</summary>
internal sealed class Refreshes(AgentServices services, CallEndings endings, Reinvites reinvites)
{
    public void Start(SipCall call, Instant now)
    {
        DialogState dialog = call.Dialog!;
        call.SessionTimer.RefreshSent();
        if (!dialog.PeerAllowsUpdate)
        {
            reinvites.RequestRefresh(call, now);
            return;
        }

        SipFlow flow = CallFlows.Current(call, services.Addresses);
        SipMessage update = services.Requests.Next(dialog, flow, SipMethods.Update);
        SessionTimerTerms.Ask(update, dialog, minSe: 0, services.Options);
        services.Transactions.Send(update, flow, CallFlows.Fallback(call, services.Addresses), new UpdateUser(this, call), now);
    }

    private void OnSuccess(SipCall call, SipMessage response, Instant now)
    {
        DialogState dialog = call.Dialog!;
        DialogFactory.RefreshTarget(dialog, response);
        SessionTimerTerms.AgreeAsClient(response, dialog);
        call.SessionTimer.Restart(dialog, now);
        services.Tell(new SipEvent.RefreshOnly(call));
        services.Deadlines.Update(call.Clock);
    }

    private void OnRefused(SipCall call, int status, uint? minSe, Instant now)
    {
        DialogState dialog = call.Dialog!;
        switch (status)
        {
            case 408 or 481:
                endings.End(call, CallEnd.DialogLost, status, text: null, now);
                return;
            case 422:
                dialog.SessionInterval = Math.Max(dialog.SessionInterval, minSe ?? 0);
                break;
            case 405 or 501:
                dialog.PeerAllowsUpdate = false;
                break;
            default:
                break;
        }

        call.SessionTimer.RetryAt(now + GlareBackOff.Next(dialog.IsCaller, services.Random) + services.Timers.T1);
        services.Deadlines.Update(call.Clock);
    }

    private sealed class UpdateUser(Refreshes owner, SipCall call) : IClientUser
    {
        public void OnResponse(ClientTransaction transaction, SipMessage response, SipFlow flow, Instant now)
        {
            if (call.State == CallState.Established && response.Status is >= 200 and < 300)
            {
                owner.OnSuccess(call, response, now);
            }
            else if (response.Status >= 300)
            {
                OnStatus(response.Status, response.MinSe, now);
            }
        }

        public void OnNoResponse(ClientTransaction transaction, int status, Instant now) => OnStatus(status, minSe: null, now);

        private void OnStatus(int status, uint? minSe, Instant now)
        {
            if (call.State == CallState.Established)
            {
                owner.OnRefused(call, status, minSe, now);
            }
        }
    }
}
