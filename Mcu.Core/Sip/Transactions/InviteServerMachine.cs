using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>The INVITE server transaction: RFC 3261 §17.2.1 with the Accepted state of RFC 6026 §7.1.</summary>
internal sealed class InviteServerMachine(SipTimers timers, bool reliable) : IServerMachine
{
    private Instant timerG = Instant.Never;
    private Instant timer = Instant.Never; // H, I or L, by state
    private TimeSpan interval = timers.T1;

    public ServerState State { get; private set; } = ServerState.Proceeding;

    public Instant Deadline => Instant.Earlier(timerG, timer);

    // In Accepted the transaction user sends the 2xx again, not the transaction.
    public TransactionActions OnRequest() =>
        State is ServerState.Proceeding or ServerState.Completed ? TransactionActions.Send : TransactionActions.None;

    public TransactionActions OnAck(Instant now)
    {
        switch (State)
        {
            case ServerState.Completed:
                State = reliable ? ServerState.Terminated : ServerState.Confirmed;
                timerG = Instant.Never;
                timer = reliable ? Instant.Never : now + timers.T4;
                return TransactionActions.None;
            case ServerState.Accepted:
                return TransactionActions.Deliver;
            default:
                return TransactionActions.None;
        }
    }

    public TransactionActions OnRespond(int status, Instant now)
    {
        switch (State, status)
        {
            case (ServerState.Proceeding, < 200):
                return TransactionActions.Send;
            case (ServerState.Proceeding, < 300):
                State = ServerState.Accepted;
                timer = now + timers.Timeout;
                return TransactionActions.Send;
            case (ServerState.Proceeding, _):
                State = ServerState.Completed;
                timerG = reliable ? Instant.Never : now + timers.T1;
                timer = now + timers.Timeout;
                return TransactionActions.Send;
            case (ServerState.Accepted, >= 200 and < 300):
                return TransactionActions.Send;
            default:
                return TransactionActions.None;
        }
    }

    public TransactionActions OnTimer(Instant now)
    {
        if (timer <= now)
        {
            TransactionActions actions = State == ServerState.Completed ? TransactionActions.TimedOut : TransactionActions.None;
            State = ServerState.Terminated;
            timer = timerG = Instant.Never;
            return actions;
        }

        if (timerG <= now)
        {
            interval = timers.Double(interval);
            timerG = now + interval;
            return TransactionActions.Send;
        }

        return TransactionActions.None;
    }
}
