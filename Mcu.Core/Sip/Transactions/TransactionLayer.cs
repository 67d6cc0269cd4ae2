using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip.Transactions;

/// <summary>All transactions of a user agent (RFC 3261 §17).</summary>
internal sealed class TransactionLayer(TransactionContext context, SipUserAgentOptions options)
{
    /// <summary>How many transactions live.</summary>
    public int Count => context.Clients.Count + context.Servers.Count;

    /// <summary>True when one more server transaction may be kept. Requests within dialogs have as much room again.</summary>
    public bool HasRoom(bool inDialog) => context.Servers.Count < options.MaximumServerTransactions * (inDialog ? 2 : 1);

    /// <summary>Sends a request that was built for this flow; a large one goes by TCP (RFC 3261 §18.1.1).</summary>
    /// <param name="fallback">The flow to use when this one is gone; null for none.</param>
    public ClientTransaction Send(SipMessage request, SipFlow flow, SipFlow? fallback, IClientUser user, Instant now)
    {
        if (flow.Transport == SipTransport.Udp && request.ToBytes().Length > options.LargestUdpRequest)
        {
            fallback = flow;
            flow = context.Addresses.FlowTo(SipTransport.Tcp, flow.Remote);
            context.Addresses.Readdress(request, flow);
        }

        return Start(request, flow, fallback, user, now);
    }

    /// <summary>Sends a CANCEL, which keeps the INVITE's branch and way.</summary>
    public ClientTransaction SendCancel(ClientTransaction invite, IClientUser user, Instant now) =>
        Start(InviteCompanions.Cancel(invite.Request), invite.Flow, fallback: null, user, now);

    /// <summary>Hands a response to its transaction; false when there is none.</summary>
    public bool ReceiveResponse(SipMessage response, SipFlow flow, Instant now)
    {
        if (!context.Clients.TryGetValue(TransactionKeys.Client(response), out ClientTransaction? transaction))
        {
            return false;
        }

        transaction.OnResponse(response, flow, now);
        return true;
    }

    /// <summary>The transaction that the request belongs to; for ACK and CANCEL ask for INVITE's.</summary>
    public ServerTransaction? Find(SipMessage request, string method) =>
        context.Servers.GetValueOrDefault(TransactionKeys.Server(request, method));

    /// <summary>True when another copy of this INVITE is being served (RFC 3261 §8.2.2.2).</summary>
    public bool IsMerged(SipMessage request) => context.MergeKeys.Contains(TransactionKeys.Merge(request));

    /// <summary>Begins to serve a request.</summary>
    public ServerTransaction Serve(SipMessage request, SipFlow flow)
    {
        var transaction = new ServerTransaction(context, request, flow);
        context.Servers.Add(transaction.Key, transaction);
        if (request.Method == SipMethods.Invite)
        {
            context.MergeKeys.Add(TransactionKeys.Merge(request));
        }

        return transaction;
    }

    /// <summary>Forgets all transactions.</summary>
    public void Abandon()
    {
        context.Clients.Clear();
        context.Servers.Clear();
        context.MergeKeys.Clear();
    }

    /// <summary>A message of a transaction could not be sent.</summary>
    public void SendFailed(string key, Instant now)
    {
        if (context.Clients.TryGetValue(key, out ClientTransaction? client))
        {
            client.OnSendFailed(now);
        }
        else if (context.Servers.TryGetValue(key, out ServerTransaction? server))
        {
            server.OnSendFailed();
        }
    }

    private ClientTransaction Start(SipMessage request, SipFlow flow, SipFlow? fallback, IClientUser user, Instant now)
    {
        var transaction = new ClientTransaction(context, request, flow, fallback, user, now);
        context.Clients.Add(transaction.Key, transaction);
        context.Settle(transaction);
        return transaction;
    }
}
