using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>What becomes of an INVITE of ours: of one that begins a call, or of one within a call.</summary>
internal interface IInviteOutcome
{
    /// <summary>A response of 101..199.</summary>
    void OnProvisional(OutgoingInvite invite, SipMessage response);

    /// <summary>The first 2xx. The outcome acknowledges it, unless it awaits the application's answer.</summary>
    void OnSuccess(OutgoingInvite invite, SipMessage response, SipFlow flow, Instant now);

    /// <summary>A final refusal, or none at all (408, 503; 487 after a CANCEL).</summary>
    void OnRefused(OutgoingInvite invite, int status, SipMessage? response, Instant now);

    /// <summary>It rang long enough.</summary>
    void OnUnanswered(OutgoingInvite invite, Instant now);
}
