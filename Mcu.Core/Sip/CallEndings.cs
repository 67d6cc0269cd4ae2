using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Ends calls (RFC 3261 §15). Each call's application hears of its end once.</summary>
internal sealed class CallEndings(AgentServices services)
{
    private const int TemporarilyUnavailable = 480;

    /// <summary>The application hangs up, however far the call is.</summary>
    public void Hangup(SipCall call, string? text, Instant now)
    {
        switch (call.State)
        {
            case CallState.Ringing when call.IsIncoming:
                Refuse(call, TemporarilyUnavailable, reason: null, [], now);
                break;
            case CallState.Ringing:
                call.State = CallState.Ending;
                services.Tell(new SipEvent.Ended(call, CallEnd.LocalHangup, Status: 0));
                call.Outgoing!.Cancel(now);
                break;
            case CallState.Established:
                End(call, CallEnd.LocalHangup, status: 0, text, now);
                break;
            default:
                break;
        }

        services.Deadlines.Update(call.Clock);
    }

    /// <summary>Refuses a call that waits for our answer; false when it waits no longer.</summary>
    public bool Refuse(SipCall call, int status, string? reason, IReadOnlyList<SipHeader> headers, Instant now)
    {
        if (call is not { State: CallState.Ringing, Incoming: { } incoming })
        {
            return false;
        }

        SipMessage response = services.Responses.Build(incoming.Request, status, call.LocalTag, reason);
        foreach (SipHeader header in headers)
        {
            response.Headers.Add(header.Name, header.Value);
        }

        incoming.Transaction.Respond(response, now);
        Forget(call);
        services.Tell(new SipEvent.Ended(call, CallEnd.LocalHangup, status));
        return true;
    }

    /// <summary>The caller gave up.</summary>
    public void Cancel(SipCall call, Instant now)
    {
        RespondTerminated(call, now);
        Forget(call);
        services.Tell(new SipEvent.Canceled(call));
    }

    /// <summary>Ends an established call with BYE.</summary>
    public void End(SipCall call, CallEnd reason, int status, string? text, Instant now)
    {
        call.State = CallState.Ending;
        call.SessionTimer.Stop();
        call.Pending = null;
        services.Tell(new SipEvent.Ended(call, reason, status));
        RespondTerminated(call, now);
        if (call.Outgoing is { AwaitsAnswer: true } outgoing)
        {
            outgoing.Acknowledge(answer: null, now);
        }

        if (call.Unacked is null)
        {
            SendBye(call, text, now);
        }
        else
        {
            call.ByeAfterAck = true; // the callee may not say BYE before its 2xx is acknowledged, or never will be (§15)
        }
    }

    /// <summary>The peer hung up an established call; its BYE is answered.</summary>
    public void EndByPeer(SipCall call, Instant now)
    {
        RespondTerminated(call, now);
        Forget(call);
        services.Tell(new SipEvent.Ended(call, CallEnd.RemoteHangup, Status: 0));
    }

    /// <summary>Sends the BYE. The call is gone when it is answered, or never will be.</summary>
    public void SendBye(SipCall call, string? text, Instant now)
    {
        call.ByeAfterAck = false;
        SipFlow flow = CallFlows.Current(call, services.Addresses);
        SipMessage bye = services.Requests.Next(call.Dialog!, flow, SipMethods.Bye);
        if (text is not null)
        {
            bye.Headers.Add(SipHeaderNames.Reason, $"SIP;text={SipGrammar.Quote(text)}"); // RFC 3326
        }

        services.Transactions.Send(bye, flow, CallFlows.Fallback(call, services.Addresses), new ByeUser(services.Calls, call), now);
    }

    // What the peer still asks for at this moment is answered 487 (§15.1.2).
    private void RespondTerminated(SipCall call, Instant now)
    {
        if (call.Incoming is { } incoming)
        {
            call.Incoming = null;
            incoming.Transaction.Respond(services.Responses.Build(incoming.Request, 487, call.LocalTag), now);
        }
    }

    private void Forget(SipCall call)
    {
        call.Incoming = null;
        call.SessionTimer.Stop();
        services.Calls.Remove(call);
    }
}
