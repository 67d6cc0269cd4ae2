using System.Net;
using Mcu.Core.Randomness;
using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>
/// The user agent core of RFC 3261, client and server, with session timers (4028), UPDATE (3311), INFO (6086) and rport
/// (3581). Sans-IO: one thread hands in messages, commands and the time, and takes out messages and events until there
/// are none. After each call, take everything out and note <see cref="NextDeadline"/>. Every call ends with exactly one
/// of <see cref="SipEvent.Ended"/>, <see cref="SipEvent.Failed"/> and <see cref="SipEvent.Canceled"/>.
/// </summary>
public sealed class SipUserAgent
{
    private readonly AgentServices services;
    private readonly CallEndings endings;
    private readonly Reinvites reinvites;
    private readonly IncomingCalls incomingCalls;
    private readonly IncomingReinvites incomingReinvites;
    private readonly OutgoingCalls outgoingCalls;
    private readonly InboundRequests inbound;
    private readonly CallAdoptions adoptions;
    private readonly Inquiries inquiries;

    /// <summary>Creates a user agent without calls.</summary>
    /// <param name="policy">Judges requests outside dialogs before they are served; null serves all.</param>
    public SipUserAgent(SipUserAgentOptions options, IRandomSource random, IInboundPolicy? policy = null)
    {
        services = new AgentServices(options, random);
        endings = new CallEndings(services);
        reinvites = new Reinvites(services, endings);
        var deadlines = new CallDeadlines(endings, reinvites, new Refreshes(services, endings, reinvites));
        incomingCalls = new IncomingCalls(services, deadlines);
        incomingReinvites = new IncomingReinvites(services, reinvites);
        outgoingCalls = new OutgoingCalls(services, endings, deadlines);
        adoptions = new CallAdoptions(services, deadlines);
        inquiries = new Inquiries(services);
        var inDialog = new InDialogRequests(services, endings, incomingReinvites, reinvites);
        inbound = new InboundRequests(services, policy, inDialog, incomingCalls, incomingReinvites, endings);
    }

    /// <summary>
    /// Whether everything that comes in is passed over, but for what <see cref="WhenSilent"/> answers: the node is a standby, or was
    /// fenced. An answer of its would be taken for one of the node that has the calls: a 481 would end them.
    /// </summary>
    public bool IsSilent { get; set; }

    /// <summary>
    /// Whether calls of another node, or of this one in an earlier term, are about to be adopted. Until then a request of theirs is passed
    /// over, and comes again: a 481 would end the call (RFC 3261 §12.2.1.2).
    /// </summary>
    public bool AwaitsCalls
    {
        get => inbound.AwaitsCalls;
        set => inbound.AwaitsCalls = value;
    }

    /// <summary>
    /// Asked of each INVITE outside a dialog while the user agent is silent: the answer that sends the room elsewhere
    /// (<see cref="SipOutgoing.IsOfStandby"/>), or null: it is passed over like all else. It ends no call: who calls anew has none.
    /// </summary>
    public IInboundPolicy? WhenSilent { get; set; }

    /// <summary>What was seen so far.</summary>
    public SipCounters Counters => services.Counters;

    /// <summary>Calls that exist, those that are ending included.</summary>
    public int CallCount => services.Calls.Count;

    /// <summary>Transactions that live.</summary>
    public int TransactionCount => services.Transactions.Count;

    /// <summary>When <see cref="Tick"/> is due at the latest; it may be early.</summary>
    public Instant NextDeadline => services.Deadlines.Next;

    /// <summary>Takes one datagram, or one message that the framer cut from a stream.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, SipFlow flow, Instant now)
    {
        if (IsSilent && WhenSilent is null)
        {
            services.Counters.Unheard++;
            return;
        }

        if (SipMessage.TryParse(datagram, out SipMessage? message, out SipParseError error))
        {
            Receive(message, flow, now);
            return;
        }

        services.Counters.CountMalformed(error);
        if (message is not null && !IsSilent)
        {
            inbound.Refuse(message, error, flow, now);
        }
    }

    /// <summary>Takes one message that was parsed.</summary>
    public void Receive(SipMessage message, SipFlow flow, Instant now)
    {
        if (IsSilent)
        {
            services.Counters.Unheard += WhenSilent is { } elsewhere && inbound.TrySendElsewhere(message, flow, elsewhere, now) ? 0 : 1;
            return;
        }

        services.Counters.Received++;
        if (message.IsRequest)
        {
            inbound.Receive(message, flow, now);
        }
        else if (!services.Transactions.ReceiveResponse(message, flow, now))
        {
            services.Counters.Stray++;
        }
    }

    /// <summary>A TCP connection is gone. Its calls stay; their next request opens another.</summary>
    public void FlowClosed(SipFlow flow)
    {
        foreach (SipCall call in services.Calls.All)
        {
            call.FlowIsClosed |= flow.IsReliable && call.Flow.ConnectionId == flow.ConnectionId;
        }
    }

    /// <summary>A message could not be sent: the connection could not be opened, or is gone.</summary>
    public void SendFailed(SipOutgoing message, Instant now)
    {
        if (message.Flow.ConnectionId != 0)
        {
            FlowClosed(message.Flow);
        }

        if (message.TransactionKey is { } key)
        {
            services.Transactions.SendFailed(key, now);
        }
    }

    /// <summary>Does everything that is due.</summary>
    public void Tick(Instant now) => services.Deadlines.Run(now);

    /// <summary>Takes the next message to send; false when there is none.</summary>
    public bool TryTakeMessage(out SipOutgoing message) => services.Outbox.TryTakeMessage(out message);

    /// <summary>Takes the next event; false when there is none.</summary>
    public bool TryTakeEvent(out SipEvent e) => services.Outbox.TryTakeEvent(out e);

    /// <summary>Asks by OPTIONS over UDP whether anybody is at an address.</summary>
    /// <param name="destination">Where.</param>
    /// <param name="answered">Told once: true with any response, false when none will come; never after <see cref="AbandonAll"/>.</param>
    /// <param name="now">The present.</param>
    public void Ask(IPEndPoint destination, Action<bool> answered, Instant now) => inquiries.Ask(destination, answered, now);

    /// <summary>Makes a call. It rings and is answered, or fails, by events.</summary>
    public SipCall Invite(SipInvitation invitation, Instant now) => outgoingCalls.Invite(invitation, now);

    /// <summary>Sends 180 for an incoming call; false when it waits no longer.</summary>
    public bool Ring(SipCall call, Instant now) => incomingCalls.Progress(call, 180, early: null, now);

    /// <summary>Sends 183 for an incoming call; false when it waits no longer.</summary>
    /// <param name="early">The answer, given early; it is left out when the peer requires reliable responses.</param>
    public bool Progress(SipCall call, SipBody? early, Instant now) => incomingCalls.Progress(call, 183, early, now);

    /// <summary>Answers an incoming call; false when it waits no longer.</summary>
    /// <param name="body">The answer; or our offer when the INVITE had none.</param>
    public bool Accept(SipCall call, SipBody? body, Instant now) => incomingCalls.Accept(call, body, now);

    /// <summary>Refuses an incoming call; false when it waits no longer.</summary>
    /// <param name="status">300..699.</param>
    /// <param name="reason">The reason phrase; null for the standard one.</param>
    /// <param name="headers">Headers that the response carries besides.</param>
    public bool Reject(SipCall call, int status, string? reason, IReadOnlyList<SipHeader> headers, Instant now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 699);
        return endings.Refuse(call, status, reason, headers, now);
    }

    /// <summary>
    /// Changes the session by re-INVITE. It waits for its turn, and out a collision with the peer's; a newer one
    /// replaces one that waits. False when the call is not established.
    /// </summary>
    /// <param name="offer">The offer; null asks the peer for one.</param>
    public bool Reinvite(SipCall call, SipBody? offer, Instant now)
    {
        if (call.State != CallState.Established)
        {
            return false;
        }

        reinvites.Request(call, offer, now);
        return true;
    }

    /// <summary>Takes back a re-INVITE that still waits for its turn, out a collision say; false when none does.</summary>
    public bool WithdrawReinvite(SipCall call)
    {
        bool waits = call.Pending is { IsRefresh: false };
        call.Pending = waits ? null : call.Pending;
        return waits;
    }

    /// <summary>Answers the peer's re-INVITE or UPDATE with 200; false when it waits no longer.</summary>
    /// <param name="body">The answer; or our offer when the re-INVITE had none.</param>
    public bool AnswerReinvite(SipCall call, SipBody? body, Instant now) => incomingReinvites.Answer(call, body, now);

    /// <summary>Refuses the peer's re-INVITE or UPDATE, 488 as a rule; false when it waits no longer.</summary>
    public bool RejectReinvite(SipCall call, int status, Instant now) => incomingReinvites.Refuse(call, status, now);

    /// <summary>Answers the offer that a 2xx brought, in the ACK; false when none waits.</summary>
    public bool AnswerLateOffer(SipCall call, SipBody answer, Instant now)
    {
        if (call is not { State: CallState.Established, Outgoing: { AwaitsAnswer: true } outgoing, Dialog: { } dialog })
        {
            return false;
        }

        dialog.LocalDescription = answer.Bytes.ToArray();
        outgoing.Acknowledge(answer, now);
        call.Outgoing = null;
        reinvites.Pump(call, now);
        return true;
    }

    /// <summary>Sends an INFO; false when the call is not established.</summary>
    public bool SendInfo(SipCall call, SipBody body, Instant now)
    {
        if (call.State != CallState.Established)
        {
            return false;
        }

        services.Send(call, SipMethods.Info, body, new InfoUser(endings, call), now);
        return true;
    }

    /// <summary>Ends a call, however far it is: 480, CANCEL or BYE.</summary>
    /// <param name="reason">A text for the peer's log, in the BYE's Reason; null for none.</param>
    public void Hangup(SipCall call, string? reason, Instant now) => endings.Hangup(call, reason, now);

    /// <summary>Ends all calls.</summary>
    public void HangupAll(string? reason, Instant now)
    {
        foreach (SipCall call in services.Calls.All)
        {
            endings.Hangup(call, reason, now);
        }
    }

    /// <summary>
    /// Carries on a call that another node had, as established, without a word to anybody: <see cref="Reinvite"/> tells the
    /// peer where its call is now. Its Contact and flow are ours, its session timer starts anew.
    /// </summary>
    /// <param name="snapshot">The dialog as the other node had it.</param>
    /// <param name="term">Rises with each takeover, and with it our CSeq.</param>
    /// <param name="now">The present.</param>
    /// <param name="call">The call; none when it is not adopted.</param>
    public AdoptionVerdict Adopt(DialogSnapshot snapshot, ulong term, Instant now, out SipCall? call) => adoptions.Adopt(snapshot, term, now, out call);

    /// <summary>
    /// Drops every call and transaction without a message or an event, what was not taken included, and is silent from then
    /// on: another node has the calls.
    /// </summary>
    public void AbandonAll()
    {
        IsSilent = true;
        services.Calls.Abandon();
        services.Transactions.Abandon();
        services.Deadlines.Clear();
        services.Outbox.Clear();
    }
}
