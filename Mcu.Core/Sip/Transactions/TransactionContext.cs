namespace Mcu.Core.Sip.Transactions;

/// <summary>What every transaction works with.</summary>
internal sealed class TransactionContext(SipTimers timers, SipOutbox outbox, SipAddresses addresses, DeadlineQueue deadlines)
{
    public SipTimers Timers => timers;

    public SipOutbox Outbox => outbox;

    public SipAddresses Addresses => addresses;

    /// <summary>The live client transactions by key.</summary>
    public Dictionary<string, ClientTransaction> Clients { get; } = new(StringComparer.Ordinal);

    /// <summary>The live server transactions by key.</summary>
    public Dictionary<string, ServerTransaction> Servers { get; } = new(StringComparer.Ordinal);

    /// <summary>The merge key of each live INVITE server transaction.</summary>
    public HashSet<string> MergeKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Called after a transaction may have moved: it is queued for its deadline, or forgotten.</summary>
    public void Settle(ClientTransaction transaction)
    {
        if (transaction.State == ClientState.Terminated)
        {
            Clients.Remove(transaction.Key);
        }

        deadlines.Update(transaction);
    }

    /// <summary>Called after a transaction may have moved: it is queued for its deadline, or forgotten.</summary>
    public void Settle(ServerTransaction transaction)
    {
        if (transaction.State == ServerState.Terminated && Servers.Remove(transaction.Key))
        {
            MergeKeys.Remove(TransactionKeys.Merge(transaction.Request));
        }

        deadlines.Update(transaction);
    }
}
