using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>What becomes of a re-INVITE of ours.</summary>
internal sealed class ReinviteOutcome(
    AgentServices services, Reinvites reinvites, CallEndings endings, SipCall call, PendingReinvite reinvite) : IInviteOutcome
{
    private const int MaximumAttempts = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public void OnProvisional(OutgoingInvite invite, SipMessage response)
    {
    }

    public void OnSuccess(OutgoingInvite invite, SipMessage response, SipFlow flow, Instant now)
    {
        DialogState dialog = call.Dialog!;
        if (call.State != CallState.Established)
        {
            invite.Acknowledge(answer: null, now);
            call.Outgoing = null;
            return;
        }

        CallFlows.Follow(call, flow);
        bool unchanged = reinvite.IsRefresh && response.Body.Span.SequenceEqual(dialog.RemoteDescription);
        DialogFactory.RefreshTarget(dialog, response);
        SessionTimerTerms.AgreeAsClient(response, dialog);
        call.SessionTimer.Restart(dialog, now);
        dialog.RemoteDescription = response.Body.ToArray();
        if (!invite.AwaitsAnswer)
        {
            dialog.LocalDescription = reinvite.Offer?.Bytes.ToArray() ?? dialog.LocalDescription;
            invite.Acknowledge(answer: null, now);
            call.Outgoing = null;
        }

        services.Tell(unchanged
            ? new SipEvent.RefreshOnly(call)
            : new SipEvent.ReinviteAnswered(call, response.Content, invite.AwaitsAnswer));
        reinvites.Pump(call, now);
    }

    public void OnRefused(OutgoingInvite invite, int status, SipMessage? response, Instant now)
    {
        call.Outgoing = null;
        if (call.State != CallState.Established)
        {
            return;
        }

        if (status is 408 or 481)
        {
            endings.End(call, CallEnd.DialogLost, status, text: null, now); // RFC 3261 §14.1
        }
        else if (WaitBefore(status, response) is { } wait && reinvite.Attempts < MaximumAttempts)
        {
            reinvites.Postpone(call, reinvite, wait, now);
        }
        else
        {
            GiveUp(status, now);
        }

        reinvites.Pump(call, now);
    }

    // The peer neither answers nor lets go.
    public void OnUnanswered(OutgoingInvite invite, Instant now) => invite.Cancel(now);

    private void GiveUp(int status, Instant now)
    {
        if (reinvite.IsRefresh)
        {
            call.SessionTimer.RetryAt(now + LongestWait);
        }
        else
        {
            services.Tell(new SipEvent.ReinviteFailed(call, status));
        }
    }

    /// <summary>How long to wait before the same re-INVITE may succeed; null when it will not.</summary>
    private TimeSpan? WaitBefore(int status, SipMessage? response)
    {
        switch (status)
        {
            case 491:
                return GlareBackOff.Next(call.Dialog!.IsCaller, services.Random);
            case 500 or 503 when response?.RetryAfter is { } seconds:
                return TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(seconds).Ticks, LongestWait.Ticks));
            case 422 when response?.MinSe is { } minSe && minSe > reinvite.MinSe:
                reinvite.MinSe = minSe;
                return TimeSpan.Zero;
            default:
                return null;
        }
    }
}
