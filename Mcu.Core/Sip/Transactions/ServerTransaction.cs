using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>One request that came in, until its responses are done with.</summary>
internal sealed class ServerTransaction : ITimed
{
    private readonly TransactionContext context;
    private readonly IServerMachine machine;
    private byte[]? last;
    private SipFlow answerFlow;
    private bool reconnected;

    public ServerTransaction(TransactionContext context, SipMessage request, SipFlow flow)
    {
        this.context = context;
        Request = request;
        Flow = flow;
        answerFlow = ResponseRoute.For(request, flow);
        Key = TransactionKeys.Server(request, request.Method);
        machine = request.Method == SipMethods.Invite
            ? new InviteServerMachine(context.Timers, flow.IsReliable)
            : new NonInviteServerMachine(context.Timers, flow.IsReliable);
    }

    public string Key { get; }

    public SipMessage Request { get; }

    /// <summary>The flow that the request came on.</summary>
    public SipFlow Flow { get; }

    public ServerState State => machine.State;

    /// <summary>Whoever serves an INVITE, for the CANCEL that may follow.</summary>
    public SipCall? Call { get; set; }

    public Instant Deadline => State == ServerState.Terminated ? Instant.Never : machine.Deadline;

    public Instant QueuedAt { get; set; } = Instant.Never;

    /// <summary>Answers; false when a final response was given before.</summary>
    public bool Respond(SipMessage response, Instant now)
    {
        bool inTime = machine.OnRespond(response.Status, now).HasFlag(TransactionActions.Send);
        if (inTime)
        {
            last = response.ToBytes();
            SendLast();
        }

        context.Settle(this);
        return inTime;
    }

    /// <summary>Sends the 2xx that was not acknowledged yet once more: the user agent core's duty (RFC 3261 §13.3.1.4).</summary>
    public void SendAgain() => SendLast();

    public void OnRequestAgain()
    {
        if (machine.OnRequest().HasFlag(TransactionActions.Send))
        {
            SendLast();
        }
    }

    /// <summary>True when the ACK is for the dialog rather than for this transaction.</summary>
    public bool OnAck(Instant now)
    {
        bool forDialog = machine.OnAck(now).HasFlag(TransactionActions.Deliver);
        context.Settle(this);
        return forDialog;
    }

    public void OnDeadline(Instant now)
    {
        if (machine.OnTimer(now).HasFlag(TransactionActions.Send))
        {
            SendLast();
        }

        context.Settle(this);
    }

    /// <summary>The connection is gone: try one to the address in Via instead (RFC 3261 §18.2.2).</summary>
    public void OnSendFailed()
    {
        if (!reconnected && ResponseRoute.AfterLostConnection(Request, Flow) is { } other)
        {
            reconnected = true;
            answerFlow = other;
            SendLast();
        }
    }

    private void SendLast()
    {
        if (last is not null)
        {
            context.Outbox.Send(last, answerFlow, Key);
        }
    }
}
