using Mcu.Core.Randomness;
using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>What the parts of one user agent share.</summary>
internal sealed class AgentServices
{
    public AgentServices(SipUserAgentOptions options, IRandomSource random)
    {
        Options = options;
        Random = random;
        Outbox = new SipOutbox(Counters);
        Addresses = new SipAddresses(options, random);
        Transactions = new TransactionLayer(new TransactionContext(options.Timers, Outbox, Addresses, Deadlines), options);
        Responses = new ResponseBuilder(options);
        Requests = new DialogRequests(options, Addresses);
        Stateless = new StatelessAnswers(Outbox, Responses, Counters, random);
    }

    public SipUserAgentOptions Options { get; }

    public SipTimers Timers => Options.Timers;

    public IRandomSource Random { get; }

    public SipCounters Counters { get; } = new();

    public SipOutbox Outbox { get; }

    public SipAddresses Addresses { get; }

    public DeadlineQueue Deadlines { get; } = new();

    public TransactionLayer Transactions { get; }

    public ResponseBuilder Responses { get; }

    public DialogRequests Requests { get; }

    public StatelessAnswers Stateless { get; }

    public CallRegistry Calls { get; } = new();

    /// <summary>A tag, a Call-ID: 128 random bits.</summary>
    public string NewIdentifier() => Random.NextHex(128);

    /// <summary>Sends the next request of a call's dialog.</summary>
    public ClientTransaction Send(SipCall call, string method, SipBody? body, IClientUser user, Instant now)
    {
        SipFlow flow = CallFlows.Current(call, Addresses);
        SipMessage request = Requests.Next(call.Dialog!, flow, method, body);
        return Transactions.Send(request, flow, CallFlows.Fallback(call, Addresses), user, now);
    }

    /// <summary>Tells the application.</summary>
    public void Tell(SipEvent e) => Outbox.Tell(e);
}
