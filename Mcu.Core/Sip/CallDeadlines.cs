using Mcu.Core.Time;

namespace Mcu.Core.Sip;

/// <summary>Does what is due for a call.</summary>
internal sealed class CallDeadlines(CallEndings endings, Reinvites reinvites, Refreshes refreshes)
{
    /// <summary>When something is due for the call.</summary>
    public static Instant Next(SipCall call)
    {
        Instant next = call.SessionTimer.Deadline;
        next = Instant.Earlier(next, call.Unacked?.Deadline ?? Instant.Never);
        next = Instant.Earlier(next, call.Incoming?.Provisional?.Deadline ?? Instant.Never);
        return call.Pending is { } pending && Reinvites.CanStart(call) ? Instant.Earlier(next, pending.NotBefore) : next;
    }

    public void Run(SipCall call, Instant now)
    {
        RunUnacked(call, now);
        RunProvisional(call, now);
        if (call.SessionTimer.ExpireAt <= now)
        {
            endings.End(call, CallEnd.SessionExpired, status: 0, text: null, now);
        }
        else if (call.SessionTimer.RefreshAt <= now)
        {
            refreshes.Start(call, now);
        }

        reinvites.Pump(call, now);
    }

    private void RunUnacked(SipCall call, Instant now)
    {
        if (call.Unacked is not { } unacked)
        {
            return;
        }

        if (!unacked.IsLost(now))
        {
            unacked.Repeat(now);
            return;
        }

        call.Unacked = null;
        if (call.ByeAfterAck)
        {
            endings.SendBye(call, text: null, now);
        }
        else
        {
            endings.End(call, CallEnd.NoAck, status: 0, text: null, now);
        }
    }

    private void RunProvisional(SipCall call, Instant now)
    {
        if (call.Incoming is not { Provisional: { } provisional } incoming)
        {
            return;
        }

        if (provisional.IsLost(now))
        {
            incoming.Provisional = null;
            endings.Refuse(call, 504, "Reliable Provisional Response Not Acknowledged", [], now); // RFC 3262 §3
        }
        else if (provisional.TryAgain(now))
        {
            incoming.Transaction.SendAgain();
        }
    }
}
