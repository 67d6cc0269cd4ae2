using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>The states of a server transaction (RFC 3261 §17.2, RFC 6026).</summary>
internal enum ServerState
{
    Trying,
    Proceeding,
    Completed,
    Confirmed,
    Accepted,
    Terminated,
}

/// <summary>A server transaction's state machine: it decides, its transaction does.</summary>
internal interface IServerMachine
{
    ServerState State { get; }

    Instant Deadline { get; }

    /// <summary>The request came again.</summary>
    TransactionActions OnRequest();

    /// <summary>The ACK for the response came.</summary>
    TransactionActions OnAck(Instant now);

    /// <summary>The transaction user answers; without <see cref="TransactionActions.Send"/> it is too late.</summary>
    TransactionActions OnRespond(int status, Instant now);

    TransactionActions OnTimer(Instant now);
}
