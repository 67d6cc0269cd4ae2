using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>One request that we sent, until its responses are done with.</summary>
internal sealed class ClientTransaction : ITimed
{
    private readonly TransactionContext context;
    private readonly IClientUser user;
    private readonly SipFlow? fallback;
    private IClientMachine machine;
    private byte[] bytes;
    private bool fellBack;

    /// <summary>Sends the request.</summary>
    /// <param name="fallback">The flow to use when this one is gone; null for none.</param>
    public ClientTransaction(TransactionContext context, SipMessage request, SipFlow flow, SipFlow? fallback, IClientUser user, Instant now)
    {
        this.context = context;
        this.user = user;
        this.fallback = fallback;
        Request = request;
        Flow = flow;
        Key = TransactionKeys.Client(request);
        bytes = request.ToBytes();
        machine = NewMachine(now);
        Send(bytes);
    }

    public string Key { get; }

    public SipMessage Request { get; }

    public SipFlow Flow { get; private set; }

    public ClientState State => machine.State;

    public Instant Deadline => State == ClientState.Terminated ? Instant.Never : machine.Deadline;

    public Instant QueuedAt { get; set; } = Instant.Never;

    private bool IsInvite => Request.Method == SipMethods.Invite;

    public void OnResponse(SipMessage response, SipFlow flow, Instant now)
    {
        TransactionActions actions = machine.OnResponse(response.Status, now);
        if (actions.HasFlag(TransactionActions.Acknowledge))
        {
            Send(InviteCompanions.Ack(Request, response).ToBytes());
        }

        if (actions.HasFlag(TransactionActions.Deliver))
        {
            user.OnResponse(this, response, flow, now);
        }

        context.Settle(this);
    }

    public void OnDeadline(Instant now)
    {
        TransactionActions actions = machine.OnTimer(now);
        if (actions.HasFlag(TransactionActions.Send))
        {
            Send(bytes);
        }

        if (actions.HasFlag(TransactionActions.TimedOut))
        {
            user.OnNoResponse(this, 408, now);
        }

        context.Settle(this);
    }

    public void OnSendFailed(Instant now)
    {
        switch (State)
        {
            case ClientState.Calling or ClientState.Trying when fallback is not null && !fellBack:
                FallBack(fallback, now);
                break;
            case ClientState.Calling or ClientState.Trying or ClientState.Proceeding:
                Abandon();
                user.OnNoResponse(this, 503, now);
                break;
            case ClientState.Accepted:
                user.OnAckNotSent(this);
                break;
            default:
                break;
        }

        context.Settle(this);
    }

    /// <summary>Ends the transaction without another word to its user.</summary>
    public void Abandon()
    {
        machine = TerminatedMachine.Shared;
        context.Settle(this);
    }

    // A large request that TCP did not take goes by UDP after all (RFC 3261 §18.1.1); a dead connection is replaced.
    private void FallBack(SipFlow flow, Instant now)
    {
        fellBack = true;
        Flow = flow;
        context.Addresses.Readdress(Request, flow);
        bytes = Request.ToBytes();
        machine = NewMachine(now);
        Send(bytes);
    }

    private IClientMachine NewMachine(Instant now) => IsInvite
        ? new InviteClientMachine(context.Timers, Flow.IsReliable, now)
        : new NonInviteClientMachine(context.Timers, Flow.IsReliable, now);

    private void Send(byte[] message) => context.Outbox.Send(message, Flow, Key);
}
