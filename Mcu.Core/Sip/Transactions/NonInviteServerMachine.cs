using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>The non-INVITE server transaction of RFC 3261 §17.2.2.</summary>
internal sealed class NonInviteServerMachine(SipTimers timers, bool reliable) : IServerMachine
{
    public ServerState State { get; private set; } = ServerState.Trying;

    /// <summary>Timer J.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    public TransactionActions OnRequest() =>
        State is ServerState.Proceeding or ServerState.Completed ? TransactionActions.Send : TransactionActions.None;

    public TransactionActions OnAck(Instant now) => TransactionActions.None;

    public TransactionActions OnRespond(int status, Instant now)
    {
        if (State is ServerState.Completed or ServerState.Terminated)
        {
            return TransactionActions.None;
        }

        State = (status, reliable) switch
        {
            (< 200, _) => ServerState.Proceeding,
            (_, true) => ServerState.Terminated,
            _ => ServerState.Completed,
        };
        Deadline = State == ServerState.Completed ? now + timers.Timeout : Instant.Never;
        return TransactionActions.Send;
    }

    public TransactionActions OnTimer(Instant now)
    {
        if (Deadline <= now)
        {
            State = ServerState.Terminated;
            Deadline = Instant.Never;
        }

        return TransactionActions.None;
    }
}
