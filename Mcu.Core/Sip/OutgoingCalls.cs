using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Makes calls (RFC 3261 §13.2).</summary>
internal sealed class OutgoingCalls(AgentServices services, CallEndings endings, CallDeadlines deadlines)
{
    public SipCall Invite(SipInvitation invitation, Instant now)
    {
        SipFlow flow = services.Addresses.FlowTo(invitation.Transport, invitation.Destination);
        SipCall call = services.Calls.Add(isIncoming: false, services.NewIdentifier(), services.NewIdentifier(), flow, deadlines);
        call.Invitation = invitation;
        Send(call, number: 1, minSe: 0, now);
        return call;
    }

    /// <summary>Sends the INVITE; a second one, after 422, has the next number and a longer interval (RFC 4028 §7.3).</summary>
    public void Send(SipCall call, uint number, uint minSe, Instant now)
    {
        SipInvitation invitation = call.Invitation!;
        SipMessage invite = SipMessage.Request(SipMethods.Invite, invitation.Target, Headers(call, invitation, number), invitation.Offer);
        SessionTimerTerms.Ask(invite, dialog: null, minSe, services.Options);
        call.Outgoing = new OutgoingInvite(services, call, new CallOutcome(services, this, endings, call), invitation.Offer is not null);
        call.Outgoing.Start(invite, call.Flow, now + services.Options.RingTime, now);
    }

    private SipHeaders Headers(SipCall call, SipInvitation invitation, uint number)
    {
        SipHeaders headers = new SipHeaders()
            .Add(SipHeaderNames.Via, services.Addresses.NewVia(call.Flow))
            .Add(SipHeaderNames.MaxForwards, "70")
            .Add(SipHeaderNames.From, invitation.From.WithTag(call.LocalTag).ToString())
            .Add(SipHeaderNames.To, $"<{invitation.Target}>")
            .Add(SipHeaderNames.CallId, call.CallId)
            .Add(SipHeaderNames.CSeq, new SipCSeq(number, SipMethods.Invite).ToString())
            .Add(SipHeaderNames.Contact, services.Addresses.Contact(call.Flow, invitation.ContactUser))
            .Add(SipHeaderNames.Allow, SipMethods.Allowed)
            .Add(SipHeaderNames.Supported, SipCapabilities.Supported)
            .Add(SipHeaderNames.Accept, SipBody.SdpType);
        if (services.Options.Product.Length > 0)
        {
            headers.Add(SipHeaderNames.UserAgent, services.Options.Product);
        }

        foreach (SipHeader header in invitation.Headers)
        {
            headers.Add(header.Name, header.Value);
        }

        return headers;
    }
}
