using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>The non-INVITE client transaction of RFC 3261 §17.1.2.</summary>
internal sealed class NonInviteClientMachine(SipTimers timers, bool reliable, Instant now) : IClientMachine
{
    private Instant timerE = reliable ? Instant.Never : now + timers.T1;
    private Instant timer = now + timers.Timeout; // F or K, by state
    private TimeSpan interval = timers.T1;

    public ClientState State { get; private set; } = ClientState.Trying;

    public Instant Deadline => Instant.Earlier(timerE, timer);

    public TransactionActions OnResponse(int status, Instant now)
    {
        switch (State, status)
        {
            case (ClientState.Trying, < 200):
                State = ClientState.Proceeding;
                return TransactionActions.Deliver;
            case (ClientState.Proceeding, < 200):
                return TransactionActions.Deliver;
            case (ClientState.Trying or ClientState.Proceeding, _):
                State = reliable ? ClientState.Terminated : ClientState.Completed;
                timerE = Instant.Never;
                timer = reliable ? Instant.Never : now + timers.T4;
                return TransactionActions.Deliver;
            default:
                return TransactionActions.None;
        }
    }

    public TransactionActions OnTimer(Instant now)
    {
        if (timer <= now)
        {
            TransactionActions actions = State == ClientState.Completed ? TransactionActions.None : TransactionActions.TimedOut;
            State = ClientState.Terminated;
            timer = timerE = Instant.Never;
            return actions;
        }

        if (timerE <= now)
        {
            interval = State == ClientState.Proceeding ? timers.T2 : timers.Double(interval);
            timerE = now + interval;
            return TransactionActions.Send;
        }

        return TransactionActions.None;
    }
}
