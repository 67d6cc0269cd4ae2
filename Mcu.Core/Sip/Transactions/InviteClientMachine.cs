using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>The INVITE client transaction: RFC 3261 §17.1.1 with the Accepted state of RFC 6026 §7.2.</summary>
internal sealed class InviteClientMachine(SipTimers timers, bool reliable, Instant now) : IClientMachine
{
    private Instant timerA = reliable ? Instant.Never : now + timers.T1;
    private Instant timer = now + timers.Timeout; // B, D or M, by state
    private TimeSpan interval = timers.T1;

    public ClientState State { get; private set; } = ClientState.Calling;

    public Instant Deadline => Instant.Earlier(timerA, timer);

    public TransactionActions OnResponse(int status, Instant now) => (State, status) switch
    {
        (ClientState.Calling or ClientState.Proceeding, < 200) => Enter(ClientState.Proceeding, Instant.Never, TransactionActions.Deliver),
        (ClientState.Calling or ClientState.Proceeding, < 300) =>
            Enter(ClientState.Accepted, now + timers.Timeout, TransactionActions.Deliver),
        (ClientState.Calling or ClientState.Proceeding, _) => Refused(now),
        (ClientState.Accepted, >= 200 and < 300) => TransactionActions.Deliver,
        (ClientState.Completed, >= 300) => TransactionActions.Acknowledge,
        _ => TransactionActions.None,
    };

    public TransactionActions OnTimer(Instant now)
    {
        if (timer <= now)
        {
            TransactionActions actions = State == ClientState.Calling ? TransactionActions.TimedOut : TransactionActions.None;
            return Enter(ClientState.Terminated, Instant.Never, actions);
        }

        if (timerA <= now)
        {
            interval *= 2; // timer A has no ceiling
            timerA = now + interval;
            return TransactionActions.Send;
        }

        return TransactionActions.None;
    }

    private TransactionActions Refused(Instant now)
    {
        const TransactionActions actions = TransactionActions.Deliver | TransactionActions.Acknowledge;
        return reliable
            ? Enter(ClientState.Terminated, Instant.Never, actions)
            : Enter(ClientState.Completed, now + timers.D, actions);
    }

    private TransactionActions Enter(ClientState state, Instant deadline, TransactionActions actions)
    {
        State = state;
        timer = deadline;
        timerA = Instant.Never;
        return actions;
    }
}
