using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Takes calls (RFC 3261 §13.3).</summary>
internal sealed class IncomingCalls(AgentServices services, CallDeadlines deadlines)
{
    private const string BusySeconds = "10";

    /// <summary>Begins a call, or refuses it without keeping anything.</summary>
    public void Begin(SipMessage invite, SipFlow flow, Instant now)
    {
        if (SessionTimerTerms.IsTooSmall(invite, services.Options))
        {
            services.Stateless.Send(invite, flow, TooSmall(services.Options));
            return;
        }

        if (services.Calls.LiveCount >= services.Options.MaximumCalls)
        {
            services.Stateless.Send(invite, flow, new SipAnswer(503, new SipHeader(SipHeaderNames.RetryAfter, BusySeconds)));
            return;
        }

        ServerTransaction transaction = services.Transactions.Serve(invite, flow);
        SipFlow requestFlow = ResponseRoute.For(invite, flow);
        SipCall call = services.Calls.Add(isIncoming: true, invite.CallId, services.NewIdentifier(), requestFlow, deadlines);
        call.ResponseSource = flow.Remote;
        call.Dialog = DialogFactory.FromRequest(
            invite, call.LocalTag, services.Addresses.Contact(requestFlow, invite.RequestUri!.User), requestFlow);
        call.Incoming = new IncomingInvite(transaction);
        transaction.Call = call;
        transaction.Respond(services.Responses.Build(invite, 100, tag: null), now);
        services.Tell(new SipEvent.IncomingCall(call, invite, invite.Content));
    }

    /// <summary>422 with the interval that we accept (RFC 4028 §6).</summary>
    public static SipAnswer TooSmall(SipUserAgentOptions options) =>
        new(422, new SipHeader(SipHeaderNames.MinSe, ((uint)options.SmallestSessionInterval.TotalSeconds).ToString()));

    /// <summary>Sends 180 or 183; false when the call waits no longer.</summary>
    public bool Progress(SipCall call, int status, SipBody? early, Instant now)
    {
        if (call is not { State: CallState.Ringing, Incoming: { } incoming })
        {
            return false;
        }

        if (incoming.Provisional is not null)
        {
            return true; // one reliable response at a time (RFC 3262 §3); the next may be left out
        }

        // A reliable response goes without a description, so that our 2xx need not wait for its PRACK.
        SipBody? body = incoming.NeedsReliable ? null : early;
        SipMessage response = services.Responses.BuildForDialog(incoming.Request, status, call.LocalTag, call.Dialog!.LocalContact, body);
        if (incoming.NeedsReliable)
        {
            incoming.Provisional = new ReliableProvisional(++incoming.LastRSeq, services.Timers, now);
            response.Headers.Add(SipHeaderNames.Require, "100rel").Add(SipHeaderNames.RSeq, incoming.LastRSeq.ToString());
        }

        bool sent = incoming.Transaction.Respond(response, now);
        services.Deadlines.Update(call.Clock);
        return sent;
    }

    /// <summary>Answers with 200; false when the call waits no longer.</summary>
    public bool Accept(SipCall call, SipBody? body, Instant now)
    {
        if (call is not { State: CallState.Ringing, Incoming: { } incoming, Dialog: { } dialog })
        {
            return false;
        }

        SipMessage response = services.Responses.BuildForDialog(incoming.Request, 200, call.LocalTag, dialog.LocalContact, body);
        SessionTimerTerms.AgreeAsServer(incoming.Request, response, dialog, services.Options);
        incoming.Transaction.Respond(response, now);
        call.State = CallState.Established;
        call.Incoming = null;
        call.Unacked = new UnackedSuccess(incoming.Transaction, incoming.IsLateOffer, services.Timers, now);
        dialog.LocalDescription = body?.Bytes.ToArray() ?? [];
        call.SessionTimer.Restart(dialog, now);
        services.Deadlines.Update(call.Clock);
        return true;
    }
}
