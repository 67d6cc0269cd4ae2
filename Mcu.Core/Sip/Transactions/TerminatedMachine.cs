using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>What is left of a client transaction that was given up.</summary>
internal sealed class TerminatedMachine : IClientMachine
{
    public static readonly TerminatedMachine Shared = new();

    private TerminatedMachine()
    {
    }

    public ClientState State => ClientState.Terminated;

    public Instant Deadline => Instant.Never;

    public TransactionActions OnResponse(int status, Instant now) => TransactionActions.None;

    public TransactionActions OnTimer(Instant now) => TransactionActions.None;
}
