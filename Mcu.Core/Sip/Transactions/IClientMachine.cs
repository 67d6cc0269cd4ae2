using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>The states of a client transaction (RFC 3261 §17.1, RFC 6026).</summary>
internal enum ClientState
{
    Calling,
    Trying,
    Proceeding,
    Completed,
    Accepted,
    Terminated,
}

/// <summary>A client transaction's state machine: it decides, its transaction does.</summary>
internal interface IClientMachine
{
    ClientState State { get; }

    Instant Deadline { get; }

    TransactionActions OnResponse(int status, Instant now);

    TransactionActions OnTimer(Instant now);
}
