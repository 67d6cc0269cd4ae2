using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Our changes of a session: one INVITE at a time in a dialog, the others wait (RFC 3261 §14.1).</summary>
internal sealed class Reinvites(AgentServices services, CallEndings endings)
{
    /// <summary>True when no INVITE is under way in either direction.</summary>
    public static bool CanStart(SipCall call) =>
        call is { State: CallState.Established, Outgoing: null, Incoming: null, Unacked: null };

    /// <summary>Sends a re-INVITE, or has it wait; a newer offer replaces one that waits.</summary>
    public void Request(SipCall call, SipBody? offer, Instant now)
    {
        call.Pending ??= new PendingReinvite();
        call.Pending.Offer = offer;
        call.Pending.IsRefresh = false;
        Pump(call, now);
    }

    /// <summary>Refreshes the session timer by repeating our last description, unless a re-INVITE waits that will do it.</summary>
    public void RequestRefresh(SipCall call, Instant now)
    {
        byte[] last = call.Dialog!.LocalDescription;
        call.Pending ??= new PendingReinvite { Offer = last.Length == 0 ? null : SipBody.Sdp(last), IsRefresh = true };
        Pump(call, now);
    }

    /// <summary>Puts a refused re-INVITE back, unless a newer one took its place.</summary>
    public void Postpone(SipCall call, PendingReinvite refused, TimeSpan by, Instant now)
    {
        call.Pending ??= refused;
        call.Pending.Attempts = refused.Attempts + 1;
        call.Pending.NotBefore = now + by;
    }

    /// <summary>Starts the re-INVITE that waits, if its time has come.</summary>
    public void Pump(SipCall call, Instant now)
    {
        if (call.Pending is { } pending && pending.NotBefore <= now && CanStart(call))
        {
            call.Pending = null;
            Start(call, pending, now);
        }

        services.Deadlines.Update(call.Clock);
    }

    private void Start(SipCall call, PendingReinvite reinvite, Instant now)
    {
        SipFlow flow = CallFlows.Current(call, services.Addresses);
        SipMessage invite = services.Requests.Next(call.Dialog!, flow, SipMethods.Invite, reinvite.Offer);
        SessionTimerTerms.Ask(invite, call.Dialog, reinvite.MinSe, services.Options);
        var outcome = new ReinviteOutcome(services, this, endings, call, reinvite);
        call.Outgoing = new OutgoingInvite(services, call, outcome, reinvite.Offer is not null);
        call.Outgoing.Start(invite, flow, now + services.Timers.Timeout, now);
    }
}
