using Mcu.Core.Sip.Dialogs;
using Mcu.Core.Sip.Messages;
using Mcu.Core.Sip.Transactions;
using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>
/// One INVITE of ours: it cancels, acknowledges each 2xx as often as it comes, whatever became of the call, and ends
/// the branches of a fork that came second (RFC 3261 §9.1, §13.2.2.4).
/// </summary>
internal sealed class OutgoingInvite(AgentServices services, SipCall call, IInviteOutcome outcome, bool hasOffer) : IClientUser, ITimed
{
    private readonly Dictionary<string, SentAck> acks = new(StringComparer.Ordinal);
    private ClientTransaction transaction = null!;
    private string? winner;
    private bool cancelWanted;
    private bool cancelSent;

    /// <summary>When to give up waiting: for an answer to the call, or for the 487 after a CANCEL.</summary>
    public Instant Deadline { get; private set; } = Instant.Never;

    public Instant QueuedAt { get; set; } = Instant.Never;

    public SipMessage Request => transaction.Request;

    /// <summary>The flow that the request went out on.</summary>
    public SipFlow Flow => transaction.Flow;

    /// <summary>The request had no offer, so the ACK has to carry the answer.</summary>
    public bool IsLateOffer => !hasOffer;

    /// <summary>A 2xx with an offer came; the application has not answered it yet.</summary>
    public bool AwaitsAnswer { get; private set; }

    public void Start(SipMessage invite, SipFlow flow, Instant deadline, Instant now)
    {
        Deadline = deadline;
        transaction = services.Transactions.Send(invite, flow, CallFlows.Fallback(call, services.Addresses), this, now);
        services.Deadlines.Update(this);
    }

    /// <summary>Gives up: by CANCEL now, or when the first provisional response shows that it can be (§9.1).</summary>
    public void Cancel(Instant now)
    {
        Deadline = Instant.Never;
        cancelWanted = true;
        if (transaction.State == ClientState.Proceeding && !cancelSent)
        {
            cancelSent = true;
            Deadline = now + services.Timers.Timeout;
            services.Deadlines.Update(this);
            services.Transactions.SendCancel(transaction, SilentUser.Shared, now);
        }
    }

    /// <summary>The time is up.</summary>
    public void OnDeadline(Instant now)
    {
        Deadline = Instant.Never;
        if (cancelSent)
        {
            transaction.Abandon(); // no 487 came: the transaction counts as canceled (§9.1)
            outcome.OnRefused(this, 487, response: null, now);
        }
        else
        {
            outcome.OnUnanswered(this, now);
        }
    }

    /// <summary>Acknowledges the 2xx that made the dialog, with the answer if it brought an offer.</summary>
    public void Acknowledge(SipBody? answer, Instant now)
    {
        AwaitsAnswer = false;
        SendAck(call.Dialog!, CallFlows.Current(call, services.Addresses), CallFlows.Fallback(call, services.Addresses), answer);
        services.Deadlines.Update(call.Clock);
    }

    public void OnResponse(ClientTransaction source, SipMessage response, SipFlow flow, Instant now)
    {
        switch (response.Status)
        {
            case < 200:
                OnProvisional(response, now);
                break;
            case < 300:
                OnSuccess(response, flow, now);
                break;
            default:
                Deadline = Instant.Never;
                outcome.OnRefused(this, response.Status, response, now);
                break;
        }

        services.Deadlines.Update(call.Clock);
    }

    public void OnNoResponse(ClientTransaction source, int status, Instant now)
    {
        Deadline = Instant.Never;
        outcome.OnRefused(this, status, response: null, now);
        services.Deadlines.Update(call.Clock);
    }

    public void OnAckNotSent(ClientTransaction source)
    {
        foreach (SentAck ack in acks.Values)
        {
            if (ack.TryFallBack(services.Addresses))
            {
                services.Outbox.Send(ack.Bytes, ack.Flow, source.Key);
            }
        }
    }

    private void OnProvisional(SipMessage response, Instant now)
    {
        if (cancelWanted)
        {
            Cancel(now);
        }
        else if (response.Status > 100)
        {
            outcome.OnProvisional(this, response);
        }
    }

    private void OnSuccess(SipMessage response, SipFlow flow, Instant now)
    {
        string tag = response.To.Tag ?? "";
        Deadline = Instant.Never;
        if (acks.TryGetValue(tag, out SentAck? ack))
        {
            services.Outbox.Send(ack.Bytes, ack.Flow, transaction.Key);
        }
        else if (winner is null)
        {
            winner = tag;
            AwaitsAnswer = IsLateOffer && response.Content is not null;
            outcome.OnSuccess(this, response, flow, now);
        }
        else if (winner != tag)
        {
            EndFork(response, now);
        }
    }

    // Another branch of a fork answered too: it gets its ACK and a BYE at once.
    private void EndFork(SipMessage response, Instant now)
    {
        DialogState fork = DialogFactory.FromResponse(Request, response, transaction.Flow);
        SendAck(fork, transaction.Flow, fallback: null, answer: null);
        SipMessage bye = services.Requests.Next(fork, transaction.Flow, SipMethods.Bye);
        services.Transactions.Send(bye, transaction.Flow, fallback: null, SilentUser.Shared, now);
    }

    private void SendAck(DialogState dialog, SipFlow flow, SipFlow? fallback, SipBody? answer)
    {
        SipMessage request = services.Requests.Ack(dialog, flow, Request.CSeq.Number, answer);
        var ack = new SentAck(request, flow, fallback, services.Options.LargestUdpRequest, services.Addresses);
        acks[dialog.RemoteTag] = ack;
        services.Outbox.Send(ack.Bytes, ack.Flow, transaction.Key);
    }
}
