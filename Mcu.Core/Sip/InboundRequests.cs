using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Sorts what comes in: to its transaction, to its dialog, or as something new (RFC 3261 §8.2, §17.2.3).</summary>
internal sealed class InboundRequests(
    AgentServices services,
    IInboundPolicy? policy,
    InDialogRequests inDialog,
    IncomingCalls calls,
    IncomingReinvites reinvites,
    CallEndings endings)
{
    private static readonly SipAnswer Full = new(503, new SipHeader(SipHeaderNames.RetryAfter, "10"));
    private readonly SourceLimiter limiter = new(services.Options.RequestsPerSecond, services.Options.RequestBurst);

    /// <summary>See <see cref="SipUserAgent.AwaitsCalls"/>.</summary>
    public bool AwaitsCalls { get; set; }

    public void Receive(SipMessage request, SipFlow flow, Instant now)
    {
        ResponseRoute.Stamp(request, flow);
        if (request.Method == SipMethods.Ack)
        {
            ReceiveAck(request, flow, now);
        }
        else if (services.Transactions.Find(request, request.Method) is { } transaction)
        {
            transaction.OnRequestAgain();
        }
        else if (request.Method == SipMethods.Cancel)
        {
            ReceiveCancel(request, flow, now);
        }
        else
        {
            ReceiveNew(request, flow, now);
        }
    }

    /// <summary>A request that is malformed, but tells where to say so.</summary>
    public void Refuse(SipMessage malformed, SipParseError error, SipFlow flow, Instant now)
    {
        if (limiter.TryTake(flow.Remote.Address, now))
        {
            ResponseRoute.Stamp(malformed, flow);
            int status = error == SipParseError.UnsupportedVersion ? 505 : 400;
            services.Stateless.Send(malformed, flow, new SipAnswer(status), $"{SipStatus.Phrase(status)} ({error})");
        }
        else
        {
            services.Counters.RateLimited++;
        }
    }

    /// <summary>Answers a room that calls anew as a policy says, without keeping anything; false when it says nothing, or it is no such request.</summary>
    public bool TrySendElsewhere(SipMessage message, SipFlow flow, IInboundPolicy policy, Instant now)
    {
        if (!message.IsRequest || message.Method != SipMethods.Invite || message.To.Tag is not null || RequestChecks.Inspect(message) is not null)
        {
            return false;
        }

        if (!limiter.TryTake(flow.Remote.Address, now))
        {
            services.Counters.RateLimited++;
            return false;
        }

        if (policy.Judge(message, flow, now) is not { } answer)
        {
            return false;
        }

        ResponseRoute.Stamp(message, flow);
        services.Stateless.Send(message, flow, answer, isOfStandby: true);
        return true;
    }

    private void ReceiveAck(SipMessage ack, SipFlow flow, Instant now)
    {
        if (services.Transactions.Find(ack, SipMethods.Invite) is { } transaction && !transaction.OnAck(now))
        {
            return;
        }

        if (inDialog.Find(ack, flow) is { } call)
        {
            inDialog.OnAck(call, ack, flow, now);
        }
        else
        {
            services.Counters.Stray++;
        }
    }

    private void ReceiveCancel(SipMessage cancel, SipFlow flow, Instant now)
    {
        ServerTransaction? invite = services.Transactions.Find(cancel, SipMethods.Invite);
        if (invite is null || !invite.Flow.Remote.Equals(flow.Remote))
        {
            services.Stateless.Send(cancel, flow, new SipAnswer(481));
            return;
        }

        ServerTransaction transaction = services.Transactions.Serve(cancel, flow);
        transaction.Respond(services.Responses.Build(cancel, 200, invite.Call?.LocalTag), now);
        if (invite.Call is not { } call || call.Incoming?.Transaction != invite)
        {
            return; // answered already: CANCEL has no effect (§9.2)
        }

        if (call.State == CallState.Ringing)
        {
            endings.Cancel(call, now);
        }
        else
        {
            reinvites.Cancel(call, now);
        }
    }

    private void ReceiveNew(SipMessage request, SipFlow flow, Instant now)
    {
        SipCall? call = request.To.Tag is null ? null : inDialog.Find(request, flow);
        if (call is null && !limiter.TryTake(flow.Remote.Address, now))
        {
            services.Counters.RateLimited++;
        }
        else if (!services.Transactions.HasRoom(inDialog: call is not null))
        {
            services.Stateless.Send(request, flow, Full);
        }
        else if (call is not null)
        {
            inDialog.Serve(call, request, flow, now);
        }
        else if (AwaitsCalls && request.To.Tag is not null)
        {
            services.Counters.Unheard++;
        }
        else if (Answer(request, flow, now) is { } answer)
        {
            services.Stateless.Send(request, flow, answer);
        }
        else
        {
            calls.Begin(request, flow, now);
        }
    }

    /// <summary>The answer to a request outside dialogs; null for an INVITE that is to become a call.</summary>
    private SipAnswer? Answer(SipMessage request, SipFlow flow, Instant now)
    {
        if (request.To.Tag is not null)
        {
            return new SipAnswer(481);
        }

        if ((policy?.Judge(request, flow, now) ?? RequestChecks.Inspect(request)) is { } answer)
        {
            return answer;
        }

        if (services.Transactions.IsMerged(request))
        {
            return new SipAnswer(482);
        }

        return request.Method switch
        {
            SipMethods.Invite => null,
            SipMethods.Options => OptionsAnswer.Ok,
            _ => new SipAnswer(481), // BYE, INFO, UPDATE and PRACK live in dialogs only
        };
    }
}
